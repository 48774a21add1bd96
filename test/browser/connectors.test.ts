import { describe, expect, it } from 'vitest';

import { getMe } from '../../src/access/contract.ts';
import { listTimeline } from '../../src/profiles/contract.ts';
import { hookSecret } from '../connectors.ts';
import { openTestApp } from '../harness.ts';
import { openS3, s3Keys } from '../s3-listener.ts';
import { waitFor } from '../wait.ts';
import { executablePath, lookOver, openSite, openTab, refreshWeb } from './browser.ts';

if (executablePath !== undefined) refreshWeb();
const { app, cookies, freshWorkspace } = await openTestApp({ CLIENTELE_PRIVATE_HOSTS: '127.0.0.1' });

const body = {
  shop: '门店 <b>一</b>',
  orders: [
    {
      no: 'A1',
      total: 88,
      buyer: { name: '周小红', mail: 'zhou@example.org' },
      goods: [{ sku: 'S1', price: 88 }],
    },
  ],
};

describe.skipIf(executablePath === undefined)('connectors in a real browser', () => {
  it('are set up by hand, mapped by clicks on what came, and what had failed becomes a customer with an order', async () => {
    const { base, context, close } = await openSite({ app, cookies });
    const found: string[] = [];
    try {
      const { client } = await freshWorkspace();
      const { workspace } = await client.call(getMe, {});
      const { page, errors } = await openTab(context, base, { language: 'zh', theme: 'light', width: 1280 });
      await page.goto(`${base}/w/${workspace?.slug}/connectors`);
      await page.getByText('还没有连接器').waitFor();
      await page.getByRole('button', { name: '新建连接器' }).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByRole('textbox', { name: '名称' }).fill('门店系统');
      await dialog.getByLabel('密钥', { exact: false }).first().fill(hookSecret);
      await dialog.getByRole('combobox', { name: '验证方式' }).click();
      await page.getByRole('option', { name: '请求头中直接携带密钥' }).click();
      found.push(...(await lookOver(page, 'connectors-new')));
      await dialog.getByRole('button', { name: '新建连接器' }).click();
      await page.getByRole('heading', { name: '门店系统' }).waitFor();
      found.push(...(await lookOver(page, 'connectors-settings')));
      const address = (await page.locator('main code').first().textContent()) ?? '';

      // The program sends before anybody has said what means what.
      const answer = await fetch(`${base}${new URL(address).pathname}`, {
        method: 'POST',
        headers: { 'x-signature': hookSecret },
        body: JSON.stringify(body),
      });
      expect(answer.status).toBe(200);
      await page.getByRole('tab', { name: '投递记录' }).click();
      await page.locator('[data-state=failed]').waitFor();
      found.push(...(await lookOver(page, 'connectors-failed')));

      await page.getByRole('tab', { name: '映射' }).click();
      await page.getByRole('textbox', { name: '事件名称' }).fill('Order Completed');
      await page.getByRole('button', { name: '逐条处理' }).first().click();
      const map = async (place: string, meaning: string) => {
        await page.locator(`[data-place="${place}"]`).click();
        await page.getByRole('dialog').getByRole('combobox').fill(meaning);
        await page.getByRole('option', { name: meaning, exact: true }).click();
        await page.locator(`[data-place="${place}"][data-linked=true]`).waitFor();
      };
      await map('orders.*.buyer.name', '姓名');
      await map('orders.*.buyer.mail', '邮箱');
      await map('orders.*.no', '订单号');
      await map('orders.*.total', '金额');
      await map('orders.*.goods.*.sku', '明细：商品');
      await page.locator('[data-preview]').getByText('周小红').waitFor();
      found.push(...(await lookOver(page, 'connectors-mapping')));
      await page.getByRole('button', { name: '保存' }).click();
      await page.getByRole('tab', { name: '投递记录' }).click();
      await page.getByRole('button', { name: '重新处理全部失败项' }).click();
      await page.locator('[data-state=taken]').waitFor();
      const profile = page.getByRole('link', { name: '客户档案' });
      const id = (await profile.getAttribute('href'))?.split('/').at(-1) ?? '';
      await waitFor(
        'the order',
        async () => (await client.call(listTimeline, { id, kinds: 'order' })).rows,
        (rows) => rows.length > 0,
      );
      await profile.click();
      await page.getByRole('heading', { name: '周小红' }).waitFor();
      await page.getByText('订单 A1').waitFor();
      expect(found).toEqual([]);
      expect(errors).toEqual([]);
    } finally {
      await close();
    }
  });

  it('fetch the files of a bucket, and say which were set aside and why', async () => {
    const bucket = await openS3();
    const { base, context, close } = await openSite({ app, cookies });
    const found: string[] = [];
    try {
      const { workspace } = await (await freshWorkspace()).client.call(getMe, {});
      const put = (key: string, text: string) =>
        bucket.objects.set(key, { body: text, changed: new Date(0) });
      put('会员.csv', '姓名,手机\n周小红,13911118911\n');
      put('colours.csv', '颜色,尺寸\n红,大\n');
      const { page, errors } = await openTab(context, base, { language: 'zh', theme: 'light', width: 1280 });
      await page.goto(`${base}/w/${workspace?.slug}/connectors`);
      await page.getByRole('button', { name: '新建连接器' }).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByRole('textbox', { name: '名称', exact: true }).fill('门店文件');
      await dialog.getByRole('combobox', { name: '类型' }).click();
      await page.getByRole('option', { name: 'S3 兼容存储' }).click();
      const fill = (label: string, value: string) => dialog.getByLabel(label).first().fill(value);
      await fill('存储服务地址', bucket.endpoint);
      await fill('区域', s3Keys.region);
      await fill('存储桶', 'crm');
      await fill('访问密钥 ID', s3Keys.accessKey);
      await dialog.locator('input[type=password]').fill(s3Keys.secretKey);
      found.push(...(await lookOver(page, 'connectors-s3')));
      await dialog.getByRole('button', { name: '新建连接器' }).click();
      await page.getByRole('heading', { name: '门店文件' }).waitFor();
      await page.getByRole('tab', { name: '获取记录' }).click();
      await page.getByRole('button', { name: '立即获取' }).click();
      await page.getByText('colours.csv').waitFor();
      await page.getByText('没有任何一列是名称').first().waitFor();
      found.push(...(await lookOver(page, 'connectors-runs')));
      await page.getByRole('link', { name: '导入' }).last().click();
      await page.getByText('会员.csv').first().waitFor();
      expect(found).toEqual([]);
      expect(errors).toEqual([]);
    } finally {
      bucket.close();
      await close();
    }
  });

  it('read a pasted card, let it be corrected, and save the person', async () => {
    const { base, context, close } = await openSite({ app, cookies });
    const found: string[] = [];
    try {
      const { workspace } = await (await freshWorkspace()).client.call(getMe, {});
      const { page, errors } = await openTab(context, base, { language: 'zh', theme: 'light', width: 1280 });
      await page.goto(`${base}/w/${workspace?.slug}/card`);
      await page
        .getByRole('textbox', { name: '文字' })
        .fill(
          '上海明珠软件有限公司\n王 芳   销售经理\n手机: 13911112222\nwang.fang@example.com\n诚信 <b>第一</b>',
        );
      await page.getByRole('button', { name: '识别' }).click();
      await page.getByText('诚信 <b>第一</b>').last().waitFor();
      expect(await page.getByRole('textbox', { name: '姓名', exact: true }).inputValue()).toBe('王芳');
      await page.getByRole('textbox', { name: '姓名', exact: true }).fill('王小芳');
      found.push(...(await lookOver(page, 'connectors-card')));
      await page.getByRole('button', { name: '保存' }).click();
      await page.getByRole('heading', { name: '王小芳' }).waitFor();
      await page.getByText('上海明珠软件有限公司').first().waitFor();
      await page.goto(`${base}/w/${workspace?.slug}/card`);
      const card = 'BEGIN:VCARD\nVERSION:3.0\nFN:Jane Roe\nTEL;TYPE=cell:13911113333\nEND:VCARD\n';
      await page.getByRole('textbox', { name: '文字' }).fill(card);
      await page.getByRole('button', { name: '识别' }).click();
      await page.waitForURL(/\/imports\/imp_/);
      expect(found).toEqual([]);
      expect(errors).toEqual([]);
    } finally {
      await close();
    }
  });
});
