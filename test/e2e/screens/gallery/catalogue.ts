import type { Page } from '@playwright/test';
import { paths } from '../../../../renderer/app/paths.ts';
import type { SampleData } from '../../actions/sample-data.ts';
import { word } from '../words.ts';
import { text, named, worded, anyDialog, clicks, tab, invalid, type Language, type Screen } from './screen.ts';

/** Presses the button at a field that opens its translations. */
const translate = async (page: Page, language: Language, field: Parameters<typeof word>[1]): Promise<void> =>
  page
    .getByRole('button', { name: word(language, 'translations.translate').replace('{field}', word(language, field)) })
    .click();
/** A table with a row that can be imported and one that cannot. */
const table = 'Name;Category;Price 1 EUR\r\nispmanager 6 host;Licenses;15,00\r\nbroken;Nowhere;five\r\n';

async function pasteTable(page: Page, language: Language): Promise<void> {
  await clicks('transfer.paste')(page, language);
  await page.getByRole('textbox', { name: word(language, 'transfer.paste') }).fill(table);
  await clicks('transfer.paste.read')(page, language);
}

export const catalogueScreens = ({ categories, products }: SampleData): Screen[] => [
  { name: 'catalogue', path: paths.catalogue, shows: text('ispmanager 6 lite') },
  {
    name: 'catalogue-add-menu',
    path: paths.catalogue,
    act: clicks('catalogue.addNew'),
    shows: (page) => page.getByRole('menu'),
  },
  { name: 'product-list', path: paths.productList, shows: text('ispmanager 6 lite') },
  { name: 'product-list-open', path: paths.listedProduct(products.orderable), shows: named('button', 'ui.save') },
  { name: 'product-list-filter', path: paths.productList, act: clicks('list.filter'), shows: anyDialog },
  { name: 'product-list-columns', path: paths.productList, act: clicks('list.columns'), shows: anyDialog },
  {
    name: 'product-list-views',
    path: paths.productList,
    act: async (page, language) =>
      page.getByRole('button', { name: `${word(language, 'list.view')}: ${word(language, 'list.view.none')}` }).click(),
    shows: (page) => page.getByRole('menu'),
  },
  {
    name: 'category-translations',
    path: paths.category(categories.full),
    act: tab('translations.tab'),
    shows: (page, language) => page.getByText(word(language, 'translations.onlyMissing'), { exact: true }),
  },
  {
    name: 'category-translate',
    path: paths.category(categories.full),
    act: async (page, language) => translate(page, language, 'category.name'),
    shows: anyDialog,
  },
  {
    name: 'catalogue-more-menu',
    path: paths.catalogue,
    act: clicks('catalogue.more'),
    shows: (page) => page.getByRole('menu'),
  },
  { name: 'import-file', path: paths.importProducts, shows: named('button', 'transfer.file.choose') },
  {
    name: 'import-columns',
    path: paths.importProducts,
    act: pasteTable,
    shows: (page, language) => page.getByRole('table', { name: word(language, 'transfer.mapping') }),
  },
  {
    name: 'import-check',
    path: paths.importProducts,
    act: async (page, language) => {
      await pasteTable(page, language);
      await named('button', 'transfer.check')(page, language).click();
    },
    shows: named('button', 'transfer.refused.save'),
  },
  {
    name: 'export-products',
    path: paths.catalogue,
    act: async (page, language) => {
      await clicks('catalogue.more')(page, language);
      await named('menuitem', 'transfer.export')(page, language).click();
    },
    shows: (page) => page.getByRole('dialog').getByRole('checkbox').first(),
  },
  {
    name: 'bulk-edit',
    path: paths.catalogue,
    act: async (page, language) => {
      await clicks('catalogue.more')(page, language);
      await named('menuitem', 'bulkEdit.all')(page, language).click();
      await page.getByRole('dialog').getByLabel(word(language, 'bulkEdit.keywords.add')).fill('panel, hosting');
    },
    shows: (page, language) => page.getByRole('table', { name: word(language, 'bulkEdit.preview') }),
  },
  { name: 'category-new', path: paths.newCategory, shows: named('button', 'ui.create') },
  { name: 'category-new-invalid', path: paths.newCategory, act: clicks('ui.create'), shows: invalid },
  { name: 'category', path: paths.category(categories.full), shows: named('button', 'ui.save') },
  {
    name: 'category-delete',
    path: paths.category(categories.empty),
    act: async (page, language) => {
      await clicks('ui.moreActions')(page, language);
      await page.getByRole('menuitem').first().click();
    },
    shows: anyDialog,
  },
  { name: 'product-new', path: paths.newProduct(), shows: named('button', 'ui.create') },
  { name: 'product-new-invalid', path: paths.newProduct(), act: clicks('ui.create'), shows: invalid },
  { name: 'product-details', path: paths.catalogueProduct(products.orderable), shows: named('button', 'ui.save') },
  {
    name: 'product-billing',
    path: paths.catalogueProduct(products.orderable),
    act: tab('product.tab.billing'),
    shows: named('button', 'product.price.addTerm'),
  },
  {
    name: 'product-price-to-come',
    path: paths.catalogueProduct(products.orderable),
    act: async (page, language) => {
      await tab('product.tab.billing')(page, language);
      await clicks('future.add')(page, language);
    },
    shows: anyDialog,
  },
  {
    name: 'product-renewals',
    path: paths.catalogueProduct(products.orderable),
    act: async (page, language) => {
      await tab('product.tab.billing')(page, language);
      await named('heading', 'renewals.title')(page, language).scrollIntoViewIfNeeded();
    },
    shows: named('heading', 'renewals.title'),
  },
  {
    name: 'product-provisioning',
    path: paths.catalogueProduct(products.orderable),
    act: tab('product.tab.provisioning'),
    shows: (page, language) => page.getByLabel(word(language, 'product.package')).first(),
  },
  {
    name: 'product-options',
    path: paths.catalogueProduct(products.orderable),
    act: tab('product.tab.options'),
    shows: named('button', 'choice.option.add'),
  },
  {
    name: 'product-option',
    path: paths.catalogueProduct(products.orderable),
    act: async (page, language) => {
      await tab('product.tab.options')(page, language);
      await clicks('choice.option.add')(page, language);
    },
    shows: anyDialog,
  },
  {
    name: 'product-attributes',
    path: paths.catalogueProduct(products.orderable),
    act: tab('product.tab.attributes'),
    shows: named('button', 'choice.attribute.add'),
  },
  {
    name: 'product-recommendations',
    path: paths.catalogueProduct(products.orderable),
    act: tab('product.tab.recommendations'),
    shows: worded('product.recommendations.empty'),
  },
  {
    name: 'product-translations',
    path: paths.catalogueProduct(products.orderable),
    act: tab('translations.tab'),
    shows: (page, language) => page.getByText(word(language, 'translations.onlyMissing'), { exact: true }),
  },
  {
    name: 'product-translate',
    path: paths.catalogueProduct(products.orderable),
    act: async (page, language) => translate(page, language, 'product.description'),
    shows: anyDialog,
  },
  {
    name: 'product-copy-prices',
    path: paths.catalogueProduct(products.orderable),
    act: async (page, language) => {
      await tab('product.tab.billing')(page, language);
      await clicks('product.copyPrices')(page, language);
    },
    shows: anyDialog,
  },
  {
    name: 'store-preview',
    path: paths.store('ispmanager-6-lite'),
    // A client reads the page in the language of the desk that previews it, where the text is translated.
    shows: (page, language) => page.getByText(language === 'ru' ? 'До десяти сайтов.' : 'Up to ten sites.').first(),
  },
  { name: 'store-preview-unlisted', path: paths.store('ispmanager-6-host'), shows: worded('storefront.unlisted') },
  { name: 'store-preview-missing', path: paths.store('nothing'), shows: worded('storefront.notFound') },
  { name: 'product-incomplete', path: paths.catalogueProduct(products.incomplete), shows: named('button', 'ui.save') },
];
