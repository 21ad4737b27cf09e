/** The revenue of an invoice. */
export const revenue = {
  'revenue.title': 'Revenue',
  'revenue.text': 'What counts as revenue up to {date}. Never more than what was paid by then.',
  'revenue.policy': 'When it is recognised',
  'revenue.policy.product': '{policy}, set on the product',
  'revenue.policy.brand': '{policy}, from the brand settings',
  'revenue.paid': 'Paid of it',
  'revenue.recognised': 'Recognised',
  'revenue.left': 'Not recognised yet',
  'revenue.months': '{count, plural, one {# month} other {# months}}',
  'revenue.month': 'Month',
  'revenue.earned': 'Earned by the service',
  'revenue.unpaid': 'Nothing was paid for it yet, so nothing is recognised. Record the payment when it comes.',
} as const;
