import { expect, type Locator, type Page } from '@playwright/test';
import { word } from '../screens/words.ts';

type Language = 'en' | 'ru';

/** The form of a new order, by the words of its language: shop, basket, checkout. */
export function orderForm(page: Page, language: Language) {
  const button = (key: Parameters<typeof word>[1]): Locator =>
    page.getByRole('button', { name: word(language, key), exact: true });
  const group = (name: string): Locator => page.getByRole('radiogroup', { name });
  const form = {
    button,
    group,
    total: page
      .getByRole('complementary', { name: word(language, 'orders.summary') })
      .locator('output')
      .first(),
    quantity: page.getByLabel(word(language, 'orders.quantity'), { exact: true }),
    lines: page.getByRole('list', { name: word(language, 'orders.step.basket') }).getByRole('listitem'),
    code: page.getByLabel(word(language, 'orders.discount.code')),
    notes: page.getByLabel(word(language, 'orders.notes')),
    choose: (name: string): Promise<void> =>
      page
        .getByRole('radio', { name: new RegExp(`^${name}`) })
        .first()
        .check({ force: true }),
    pick: (name: string, value: string): Promise<void> =>
      group(name)
        .getByRole('radio', { name: new RegExp(`^${value}`) })
        .check({ force: true }),
    step: (id: 'shop' | 'basket' | 'checkout'): Promise<void> =>
      page.getByRole('tab', { name: word(language, `orders.step.${id}`) }).click(),
    add: (): Promise<void> => button('orders.addToBasket').click(),
    /** From the shop: the line is in the basket, and the checkout is on the screen. */
    toCheckout: async (): Promise<void> => {
      await form.add();
      await button('orders.toCheckout').click();
      await expect(button('orders.place')).toBeVisible();
    },
    place: (): Promise<void> => button('orders.place').click(),
    /** The order has its page: the number is its heading. */
    placed: async (status: 'Awaiting payment' | 'Active' = 'Awaiting payment'): Promise<void> => {
      await expect(page.getByRole('heading', { name: /^ORD-/ })).toBeVisible();
      await expect(page.getByText(word(language, `order.status.${status}`)).first()).toBeVisible();
    },
  };
  return form;
}
