import type { UseFormReturn } from 'react-hook-form';
import type { CategoryRow } from '../../../../preload/api/catalogue.ts';
import type { Connection } from '../../../../preload/api/connections.ts';
import { paths } from '../../../app/paths.ts';
import { useTranslate } from '../../../i18n/provider.tsx';
import { Banner, FormRow, FormSection, FormSelect, Link, Select, TextField } from '../../../ui/index.ts';
import { PackageField } from './PackageField.tsx';
import type { KnownPackage } from '../../../workbench/packages.ts';
import type { ProductValues } from './values.ts';

export interface ProvisioningFieldsProps {
  form: UseFormReturn<ProductValues>;
  connections: readonly Connection[];
  packages: readonly KnownPackage[];
  /** Heading level of the parts. */
  headingLevel: 3 | 4;
  /** Categories, by which the defer mode of a stored product can be set; a new one begins with its category's. */
  categories?: readonly CategoryRow[] | undefined;
}

/** How the license is bought: blueprint, provider, setup function, package (spec items 61-68). */
export function ProvisioningFields({ form, connections, packages, headingLevel, categories }: ProvisioningFieldsProps) {
  const t = useTranslate();
  const chosen = form.watch('connectionId');
  const categoryId = form.watch('categoryId');
  const inherited = categories?.find(({ id }) => id === categoryId)?.deferMode ?? 'not_asked';
  const options = connections
    .filter(({ id, isEnabled }) => isEnabled || id === chosen)
    .map(({ id, name, isEnabled, username }) => ({
      id,
      label: isEnabled ? name : t('product.connection.disabled', { name }),
      description: username,
    }));
  return (
    <>
      <FormSection headingLevel={headingLevel} title={t('product.blueprint')}>
        <FormRow>
          <Select
            label={t('product.blueprint.field')}
            isRequired
            value="Software Licenses"
            onChange={() => undefined}
            options={[{ id: 'Software Licenses', label: 'Software Licenses' }]}
          />
          <TextField
            label={t('product.setup')}
            description={t('product.setup.text')}
            value={t('product.setup.create')}
            isReadOnly
          />
        </FormRow>
      </FormSection>
      <FormSection headingLevel={headingLevel} title={t('product.providers')} description="ispmanager">
        {options.length === 0 ? (
          <Banner tone="warning" actions={<Link href={paths.newConnection}>{t('product.connection.add')}</Link>}>
            {t('product.connection.none')}
          </Banner>
        ) : null}
        <FormRow>
          <FormSelect
            name="connectionId"
            label={t('product.connection')}
            description={t('product.connection.text')}
            isDisabled={options.length === 0}
            options={options}
          />
          <PackageField form={form} packages={packages} />
        </FormRow>
      </FormSection>
      {categories === undefined ? null : (
        <FormSection headingLevel={headingLevel} title={t('product.details')}>
          <FormSelect
            name="deferMode"
            label={t('product.deferMode')}
            description={t(`product.deferMode.${form.watch('deferMode')}.text`)}
            options={(['inherit', 'none', 'optional', 'hidden'] as const).map((id) => ({
              id,
              label:
                id === 'inherit'
                  ? t('product.deferMode.inherit', { value: t(`product.deferMode.${inherited}`) })
                  : t(`product.deferMode.${id}`),
            }))}
          />
        </FormSection>
      )}
    </>
  );
}
