import { readFile } from 'node:fs/promises';

import type { Page } from 'playwright-core';

/** Puts what is shown on a dashboard, which is made where it is not there. Pages are in Chinese. */
export async function pinShown(page: Page, name: string, isNew = false): Promise<void> {
  await page.getByRole('button', { name: '添加到看板' }).first().click();
  if (isNew) {
    await page.getByRole('menuitem', { name: '新建看板…' }).click();
    await page.getByRole('textbox', { name: '名称' }).fill(name);
    await page.getByRole('button', { name: '保存', exact: true }).click();
  } else await page.getByRole('menuitem', { name, exact: true }).click();
  await page.getByText(`已添加到“${name}”`).last().waitFor();
}

/** Goes to a dashboard by the navigation. */
export async function openDashboard(page: Page, name: string): Promise<void> {
  await page.getByRole('link', { name: '看板', exact: true }).click();
  await page.getByRole('link', { name, exact: true }).click();
  await page.getByRole('heading', { level: 1, name }).waitFor();
}

/** Adds a number by the dialog. */
export async function addNumber(
  page: Page,
  { metric, by, target }: { metric: string; by: string; target: string },
): Promise<void> {
  await page.getByRole('button', { name: '添加指标' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('指标').selectOption({ label: metric });
  await dialog.getByLabel('细分维度').selectOption({ label: by });
  await dialog.getByLabel('目标值').fill(target);
  await dialog.getByRole('button', { name: '保存' }).click();
  await dialog.waitFor({ state: 'detached' });
}

/** Has a card written to a file, and reads it. */
export async function saveCard(page: Page, title: string, form: 'CSV' | 'PNG'): Promise<Buffer> {
  await page.getByRole('button', { name: `“${title}”的操作` }).click();
  const [saved] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('menuitem', { name: form }).click(),
  ]);
  return readFile(await saved.path());
}
