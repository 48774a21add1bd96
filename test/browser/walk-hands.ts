import type { Locator, Page } from 'playwright-core';

/** The ways in which somebody works a page: with a pointer, or with nothing but the keyboard. */
export interface Hands {
  /** Presses a button, follows a link. */
  press(target: Locator): Promise<void>;
  /** Writes into a field, over what stands there. */
  write(target: Locator, text: string): Promise<void>;
  /** Chooses an item of the menu that is open. */
  pick(target: Locator): Promise<void>;
  /** Opens the first row of a grid. */
  open(grid: Locator): Promise<void>;
  /** Looks at something closely. */
  look(target: Locator): Promise<void>;
}

/** A pointer, or a finger. */
export function pointer(): Hands {
  return {
    press: (target) => target.click(),
    write: (target, text) => target.fill(text),
    pick: (target) => target.click(),
    open: (grid) => grid.locator('[data-row="0"] [data-column="1"]').click(),
    look: (target) => target.hover(),
  };
}

/** More keys than it takes to come from one end of any page to the other. */
const mostKeys = 250;

/** No pointer at all: everything is reached by a key, again and again until it has the focus. */
export function keyboard(page: Page): Hands {
  const reach = async (target: Locator, key = 'Tab'): Promise<void> => {
    await target.waitFor();
    for (let presses = 0; presses < mostKeys; presses += 1) {
      if ((await target.and(page.locator(':focus')).count()) > 0) return;
      await page.keyboard.press(key);
    }
    throw new Error(`the keyboard does not come to ${String(target)}`);
  };
  return {
    async press(target) {
      await reach(target);
      await page.keyboard.press('Enter');
    },
    async write(target, text) {
      await reach(target);
      await page.keyboard.press('Control+a');
      await page.keyboard.type(text);
    },
    async pick(target) {
      await reach(target, 'ArrowDown');
      await page.keyboard.press('Enter');
    },
    async open(grid) {
      await reach(grid);
      await page.keyboard.press('Enter');
    },
    look: (target) => reach(target),
  };
}
