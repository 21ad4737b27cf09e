/**
 * What stands for the values of a refusal where only its code is known: in files, and where a run is looked at later. A test holds it
 * against the words of all refusals. A count is one of several.
 */
export const unsaid = {
  message: '…',
  client: '…',
  ids: '…',
  most: '…',
  rows: '…',
  maximum: '…',
  minimum: '…',
  limit: '…',
  name: '…',
  date: '…',
  currency: '…',
  desk: '…',
  due: '…',
  left: '…',
  balance: '…',
  status: '…',
  count: 2,
  seconds: 30,
};
