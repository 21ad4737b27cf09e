import { z } from 'zod';
import { brand } from '../../../preload/api/brand.ts';
import { Price } from '../../../preload/api/catalogue-prices.ts';
import { ProductChange } from '../../../preload/api/catalogue-product.ts';
import { catalogue } from '../../../preload/api/catalogue.ts';
import { clients } from '../../../preload/api/clients.ts';
import { connections } from '../../../preload/api/connections.ts';
import { orders } from '../../../preload/api/orders.ts';
import { productOptions } from '../../../preload/api/product-options.ts';
import { promoCodes } from '../../../preload/api/promo-codes.ts';
import { Rate } from '../../../preload/api/rates.ts';
import { tickets } from '../../../preload/api/tickets.ts';
import { translations } from '../../../preload/api/translations.ts';
import type { ConflictKind } from '../../../preload/api/sync-conflicts.ts';
import { isTimeZone } from '../kernel/index.ts';

const category = catalogue.updateCategory.input.shape;
const product = ProductChange.shape;
const client = clients.update.input.shape;
const code = promoCodes.update.input.shape;
const option = productOptions.update.input.shape;
const settings = brand.update.input.shape;
const taxRate = brand.updateTaxRate.input.shape;
const connection = connections.update.input.shape;
const { amountMinor } = Price.shape;

/**
 * What a value of a column must be, by `<table>.<column>`: the rule of the form that it is usually typed in, so that a conflict takes
 * nothing that the form would not.
 */
const rules: Readonly<Record<string, z.ZodType>> = {
  'brand.name': settings.name,
  'brand.time_zone': z.string().trim().refine(isTimeZone, 'invalid'),
  'brand.default_term_months': settings.defaultTermMonths,
  'tax_rate.name': taxRate.name,
  'fx_rate.rate': Rate.shape.rate.refine((text) => Number(text) > 0, 'invalid'),
  'connection.name': connection.name,
  'category.name': category.name,
  'category.description': category.description,
  'category.short_description': category.shortDescription,
  'product.name': product.name,
  'product.slug': product.slug,
  'product.description': product.description,
  'product.keywords': product.keywords,
  'price.amount_minor': amountMinor,
  'future_price.amount_minor': amountMinor,
  'option_price.amount_minor': amountMinor,
  'product_option.name': option.name,
  'option_value.name': productOptions.update.input.shape.values.unwrap().element.shape.name,
  'product_image.alt': catalogue.updateImage.input.shape.alt,
  'translation.text': translations.save.input.shape.texts.element.shape.text,
  'promo_code.description': code.description,
  'client.first_name': client.firstName,
  'client.last_name': client.lastName,
  'client.company': client.company,
  'client.email': client.email,
  'client.notes': client.notes,
  'client.address': client.address,
  'ticket.subject': tickets.create.input.shape.subject,
  'orders.notes': orders.place.input.shape.notes,
};
const flag = z.boolean().transform(Number);

/** The rule of a column that a person may type a value of; undefined: none is typed here. */
export const ruleOf = (table: string, column: string, kind: ConflictKind): z.ZodType | undefined =>
  kind === 'flag' ? flag : rules[`${table}.${column}`];
