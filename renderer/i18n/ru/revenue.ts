import type { revenue as en } from '../en/revenue.ts';

export const revenue: Record<keyof typeof en, string> = {
  'revenue.title': 'Выручка',
  'revenue.text': 'Что считается выручкой на {date}. Никогда не больше оплаченного к этому дню.',
  'revenue.policy': 'Когда признаётся',
  'revenue.policy.product': '{policy}, задано в продукте',
  'revenue.policy.brand': '{policy}, из настроек бренда',
  'revenue.paid': 'Из неё оплачено',
  'revenue.recognised': 'Признано',
  'revenue.left': 'Ещё не признано',
  'revenue.months': '{count, plural, one {# месяц} few {# месяца} many {# месяцев} other {# месяца}}',
  'revenue.month': 'Месяц',
  'revenue.earned': 'Заработано услугой',
  'revenue.unpaid': 'Оплаты пока не было, поэтому ничего не признано. Внесите платёж, когда он придёт.',
};
