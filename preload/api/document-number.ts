/**
 * Numbers of orders, invoices and credit notes. In a team the hub gives them (spec 2.14), and until it has, a document's number
 * is a provisional one: a mark that no prefix of numbers can hold, then the end of the document's id. What reads a number as a
 * text goes on working with it; what shows one words it.
 */
const mark = '~';
const digits = 12;
/** With what a receipt's number has behind that of its invoice. */
const provisional = /^~[0-9a-f]{12}(-\d+)?$/;

/** What stands for the number of a document until the hub has given it. */
export const provisionalNumber = (id: string): string => `${mark}${id.replaceAll('-', '').slice(-digits)}`;

/** Whether a number, also that of a receipt, waits for the team hub. */
export const isProvisional = (number: string): boolean => provisional.test(number);

/** Four characters of a provisional number that tell it from others on a screen. */
export const provisionalTag = (number: string): string => number.slice(digits - 3, digits + 1).toUpperCase();
