import slugify from '@sindresorhus/slugify';
import { generateNKeysBetween } from 'fractional-indexing';
import type { Db } from '../open.ts';
import type { Migration } from '../migrate.ts';
import { searchSchema } from './0080-search.ts';

/**
 * The whole store catalogue: what a brand settles, every field of a product, options, pictures, translations, exchange
 * rates, prices to come, and the search over it and over what is sold.
 */
export const migration0080: Migration = {
  number: 80,
  name: 'catalogue',
  up(db) {
    db.exec(brandSchema);
    db.exec(catalogueSchema);
    placeInOrder(db);
    nameLinks(db);
    db.exec(`
      CREATE UNIQUE INDEX product_slug ON product (slug) WHERE deleted_at IS NULL AND slug <> '';
      -- Lists of a category and of all, and counts: none of them reads the deleted ones or sorts.
      CREATE INDEX product_place ON product (category_id, position, id) WHERE deleted_at IS NULL;
      -- With its last column names are read from the index alone: SQLite looks the condition up again.
      CREATE INDEX product_by_name ON product (name COLLATE NOCASE, id, deleted_at) WHERE deleted_at IS NULL;
      DROP INDEX product_category;
      CREATE INDEX category_place ON category (parent_id, position, id) WHERE deleted_at IS NULL;
      DROP INDEX category_parent;
    `);
    db.exec(sizeSchema);
    db.exec(searchSchema);
  },
};

const brandSchema = `
  ALTER TABLE brand ADD COLUMN logo_asset_id TEXT REFERENCES asset (id);
  ALTER TABLE brand ADD COLUMN accent_color TEXT;
  ALTER TABLE brand ADD COLUMN on_accent_color TEXT;
  ALTER TABLE brand ADD COLUMN header_color TEXT;
  ALTER TABLE brand ADD COLUMN on_header_color TEXT;
  -- JSON lists, in the order of the forms.
  ALTER TABLE brand ADD COLUMN languages TEXT NOT NULL DEFAULT '[]';
  ALTER TABLE brand ADD COLUMN currencies TEXT NOT NULL DEFAULT '[]';
  UPDATE brand SET languages = json_array(default_language), currencies = json_array(default_currency);
  ALTER TABLE brand ADD COLUMN default_term_months INTEGER NOT NULL DEFAULT 1;
  ALTER TABLE brand ADD COLUMN multi_currency TEXT NOT NULL DEFAULT 'omit' CHECK (multi_currency IN ('omit', 'convert'));
  ALTER TABLE brand ADD COLUMN revenue_recognition TEXT NOT NULL DEFAULT 'immediate'
    CHECK (revenue_recognition IN ('immediate', 'spread'));
  ALTER TABLE brand ADD COLUMN allow_affiliate INTEGER NOT NULL DEFAULT 1;
  ALTER TABLE brand ADD COLUMN order_prefix TEXT NOT NULL DEFAULT 'ORD-';
  ALTER TABLE brand ADD COLUMN order_padding INTEGER NOT NULL DEFAULT 6;
  ALTER TABLE brand ADD COLUMN invoice_prefix TEXT NOT NULL DEFAULT 'INV-';
  ALTER TABLE brand ADD COLUMN invoice_padding INTEGER NOT NULL DEFAULT 6;
  ALTER TABLE brand ADD COLUMN admin_url TEXT NOT NULL DEFAULT '';
  ALTER TABLE brand ADD COLUMN client_url TEXT NOT NULL DEFAULT '';

  CREATE TABLE asset (
    id TEXT PRIMARY KEY, sha256 TEXT NOT NULL UNIQUE, media_type TEXT NOT NULL, size INTEGER NOT NULL,
    content BLOB NOT NULL, created_at TEXT NOT NULL, updated_at TEXT NOT NULL) STRICT;

  CREATE TABLE tax_rate (
    id TEXT PRIMARY KEY, name TEXT NOT NULL, country TEXT NOT NULL, region TEXT NOT NULL, percent TEXT NOT NULL,
    is_inclusive INTEGER NOT NULL, is_default INTEGER NOT NULL, deleted_at TEXT,
    created_at TEXT NOT NULL, updated_at TEXT NOT NULL) STRICT;
  CREATE UNIQUE INDEX tax_rate_default ON tax_rate (is_default) WHERE is_default = 1 AND deleted_at IS NULL;

  -- How much of a currency one euro is.
  CREATE TABLE fx_rate (
    id TEXT PRIMARY KEY, currency TEXT NOT NULL, date TEXT NOT NULL, rate TEXT NOT NULL,
    source TEXT NOT NULL CHECK (source IN ('ecb', 'manual')),
    created_at TEXT NOT NULL, updated_at TEXT NOT NULL) STRICT;
  -- On one day what a person entered ('manual') comes before what was read ('ecb').
  CREATE UNIQUE INDEX fx_rate_key ON fx_rate (currency, date, source);
`;

const catalogueSchema = `
  ALTER TABLE category ADD COLUMN position TEXT NOT NULL DEFAULT '';
  ALTER TABLE category ADD COLUMN defer_mode TEXT NOT NULL DEFAULT 'not_asked'
    CHECK (defer_mode IN ('not_asked', 'none', 'optional', 'hidden'));

  ALTER TABLE product ADD COLUMN position TEXT NOT NULL DEFAULT '';
  ALTER TABLE product ADD COLUMN slug TEXT NOT NULL DEFAULT '';
  ALTER TABLE product ADD COLUMN bulk TEXT NOT NULL DEFAULT 'no' CHECK (bulk IN ('yes', 'multiples', 'no'));
  ALTER TABLE product ADD COLUMN bulk_step INTEGER NOT NULL DEFAULT 2 CHECK (bulk_step > 0);
  ALTER TABLE product ADD COLUMN is_quantity_limited INTEGER NOT NULL DEFAULT 0;
  ALTER TABLE product ADD COLUMN min_quantity INTEGER;
  ALTER TABLE product ADD COLUMN max_quantity INTEGER;
  ALTER TABLE product ADD COLUMN report_code_1 TEXT NOT NULL DEFAULT '';
  ALTER TABLE product ADD COLUMN report_code_2 TEXT NOT NULL DEFAULT '';
  ALTER TABLE product ADD COLUMN keywords TEXT;
  ALTER TABLE product ADD COLUMN purchase_type TEXT NOT NULL DEFAULT 'recurring'
    CHECK (purchase_type IN ('one_off', 'recurring'));
  ALTER TABLE product ADD COLUMN multi_currency TEXT NOT NULL DEFAULT 'inherit'
    CHECK (multi_currency IN ('inherit', 'omit', 'convert'));
  ALTER TABLE product ADD COLUMN default_term TEXT NOT NULL DEFAULT 'inherit'
    CHECK (default_term IN ('inherit', 'lowest', 'lowest_monthly', 'highest'));
  -- Null: as the brand says.
  ALTER TABLE product ADD COLUMN allow_affiliate INTEGER;
  ALTER TABLE product ADD COLUMN trial_supported INTEGER NOT NULL DEFAULT 0;
  ALTER TABLE product ADD COLUMN trial_forced INTEGER NOT NULL DEFAULT 0;
  ALTER TABLE product ADD COLUMN trial_days INTEGER NOT NULL DEFAULT 7;
  ALTER TABLE product ADD COLUMN trial_notice_days INTEGER NOT NULL DEFAULT 1;
  ALTER TABLE product ADD COLUMN trial_end_action TEXT NOT NULL DEFAULT 'continue'
    CHECK (trial_end_action IN ('continue', 'migrate', 'cancel'));
  ALTER TABLE product ADD COLUMN trial_migrate_product_id TEXT REFERENCES product (id);
  ALTER TABLE product ADD COLUMN revenue_recognition TEXT NOT NULL DEFAULT 'inherit'
    CHECK (revenue_recognition IN ('inherit', 'immediate', 'spread'));
  ALTER TABLE product ADD COLUMN blueprint TEXT DEFAULT 'Software Licenses';
  ALTER TABLE product ADD COLUMN setup_function TEXT NOT NULL DEFAULT 'Create license';
  ALTER TABLE product ADD COLUMN defer_mode TEXT NOT NULL DEFAULT 'inherit'
    CHECK (defer_mode IN ('inherit', 'none', 'optional', 'hidden'));

  CREATE TABLE bundle_component (
    id TEXT PRIMARY KEY, bundle_id TEXT NOT NULL REFERENCES product (id),
    product_id TEXT NOT NULL REFERENCES product (id), position INTEGER NOT NULL,
    created_at TEXT NOT NULL, updated_at TEXT NOT NULL, CHECK (bundle_id <> product_id)) STRICT;
  CREATE UNIQUE INDEX bundle_component_key ON bundle_component (bundle_id, product_id);
  CREATE INDEX bundle_component_product ON bundle_component (product_id);

  -- An attribute is an option that is never priced.
  CREATE TABLE product_option (
    id TEXT PRIMARY KEY, product_id TEXT NOT NULL REFERENCES product (id),
    kind TEXT NOT NULL CHECK (kind IN ('option', 'attribute')), name TEXT NOT NULL, is_required INTEGER NOT NULL,
    position TEXT NOT NULL, deleted_at TEXT, created_at TEXT NOT NULL, updated_at TEXT NOT NULL) STRICT;
  CREATE INDEX product_option_place ON product_option (product_id, kind, position, id) WHERE deleted_at IS NULL;
  CREATE TABLE option_value (
    id TEXT PRIMARY KEY, option_id TEXT NOT NULL REFERENCES product_option (id), name TEXT NOT NULL,
    position INTEGER NOT NULL, created_at TEXT NOT NULL, updated_at TEXT NOT NULL) STRICT;
  CREATE INDEX option_value_option ON option_value (option_id, position, id);
  CREATE TABLE option_price (
    id TEXT PRIMARY KEY, value_id TEXT NOT NULL REFERENCES option_value (id), term_months INTEGER NOT NULL,
    currency TEXT NOT NULL, amount_minor INTEGER NOT NULL CHECK (amount_minor >= 0),
    created_at TEXT NOT NULL, updated_at TEXT NOT NULL) STRICT;
  CREATE UNIQUE INDEX option_price_key ON option_price (value_id, term_months, currency);

  CREATE TABLE product_image (
    id TEXT PRIMARY KEY, product_id TEXT NOT NULL REFERENCES product (id), asset_id TEXT NOT NULL REFERENCES asset (id),
    alt TEXT NOT NULL, position TEXT NOT NULL, created_at TEXT NOT NULL, updated_at TEXT NOT NULL) STRICT;
  CREATE INDEX product_image_place ON product_image (product_id, position, id);

  CREATE TABLE recommendation (
    id TEXT PRIMARY KEY, product_id TEXT NOT NULL REFERENCES product (id),
    recommended_product_id TEXT REFERENCES product (id), recommended_category_id TEXT REFERENCES category (id),
    position INTEGER NOT NULL, created_at TEXT NOT NULL, updated_at TEXT NOT NULL,
    CHECK ((recommended_product_id IS NULL) <> (recommended_category_id IS NULL))) STRICT;
  CREATE INDEX recommendation_place ON recommendation (product_id, position);

  -- A price that becomes the one in force on a day; gone when it did.
  CREATE TABLE future_price (
    id TEXT PRIMARY KEY, product_id TEXT NOT NULL REFERENCES product (id), term_months INTEGER NOT NULL,
    currency TEXT NOT NULL, amount_minor INTEGER NOT NULL CHECK (amount_minor >= 0), effective_on TEXT NOT NULL,
    created_at TEXT NOT NULL, updated_at TEXT NOT NULL) STRICT;
  CREATE UNIQUE INDEX future_price_key ON future_price (product_id, term_months, currency, effective_on);
  CREATE INDEX future_price_due ON future_price (effective_on);

  -- Texts in other languages than the default one, whose text is the record's own.
  CREATE TABLE translation (
    id TEXT PRIMARY KEY, entity TEXT NOT NULL, entity_id TEXT NOT NULL, field TEXT NOT NULL, language TEXT NOT NULL,
    text TEXT NOT NULL, created_at TEXT NOT NULL, updated_at TEXT NOT NULL) STRICT;
  CREATE UNIQUE INDEX translation_key ON translation (entity_id, field, language);
  CREATE INDEX translation_language ON translation (language, entity);
`;

/** How many products are in each category, kept by triggers as the search is: a tree is counted without reading products. */
const sizeSchema = `
  CREATE TABLE category_size (
    category_id TEXT PRIMARY KEY REFERENCES category (id), products INTEGER NOT NULL) STRICT, WITHOUT ROWID;
  INSERT INTO category_size SELECT category_id, count(*) FROM product WHERE deleted_at IS NULL GROUP BY category_id;
  CREATE TRIGGER category_size_insert AFTER INSERT ON product WHEN new.deleted_at IS NULL BEGIN
    INSERT INTO category_size VALUES (new.category_id, 1) ON CONFLICT DO UPDATE SET products = products + 1;
  END;
  CREATE TRIGGER category_size_update AFTER UPDATE OF category_id, deleted_at ON product BEGIN
    UPDATE category_size SET products = products - 1 WHERE category_id = old.category_id AND old.deleted_at IS NULL;
    INSERT INTO category_size SELECT new.category_id, 1 WHERE new.deleted_at IS NULL
      ON CONFLICT DO UPDATE SET products = products + 1;
  END;
  CREATE TRIGGER category_size_delete AFTER DELETE ON product WHEN old.deleted_at IS NULL BEGIN
    UPDATE category_size SET products = products - 1 WHERE category_id = old.category_id;
  END;
`;

/** Gives categories and products the order that they were listed in until now: by name. */
function placeInOrder(db: Db): void {
  const place = (table: 'category' | 'product', group: string): void => {
    const byGroup = new Map<string | null, string[]>();
    const rows = db.prepare(`SELECT id, ${group} AS parent FROM ${table} ORDER BY name COLLATE NOCASE, id`).all() as {
      id: string;
      parent: string | null;
    }[];
    for (const { id, parent } of rows) {
      const ids = byGroup.get(parent);
      if (ids) ids.push(id);
      else byGroup.set(parent, [id]);
    }
    const update = db.prepare(`UPDATE ${table} SET position = ? WHERE id = ?`);
    for (const ids of byGroup.values()) {
      generateNKeysBetween(null, null, ids.length).forEach((key, at) => update.run(key, ids[at]));
    }
  };
  place('category', 'parent_id');
  place('product', 'category_id');
}

/** Gives every product a store link made of its name. */
function nameLinks(db: Db): void {
  const used = new Set<string>();
  const update = db.prepare('UPDATE product SET slug = ? WHERE id = ?');
  const rows = db.prepare('SELECT id, name FROM product ORDER BY id').all() as { id: string; name: string }[];
  for (const { id, name } of rows) {
    const base = slugify(name).slice(0, 70).replace(/-+$/, '') || 'product';
    let slug = base;
    for (let n = 2; used.has(slug); n += 1) slug = `${base}-${n}`;
    used.add(slug);
    update.run(slug, id);
  }
}
