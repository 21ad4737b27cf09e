import { Trash2 } from 'lucide-react';
import type { BasketQuote } from '../../../../preload/api/orders.ts';
import { maxOrderQuantity } from '../../../../preload/api/quantity.ts';
import { useFieldText } from '../../../app/ErrorBanner.tsx';
import { fieldMessage } from '../../../app/form.ts';
import { useCall } from '../../../app/query.ts';
import { useTranslate } from '../../../i18n/provider.tsx';
import { Button, Card, IconButton, Mono, NumberField } from '../../../ui/index.ts';
import { Money, useMoneyText } from '../../../workbench/Money.tsx';
import { RateUsed } from '../../../workbench/RateUsed.tsx';
import { quantityMessage } from './line.ts';
import type { BasketLine } from './basket.ts';
import styles from './BasketLines.module.css';
import type { useBasket } from './useBasket.ts';

/** The lines of the basket: what each is, how many, what it costs; a quantity can be changed and a line taken out. */
export function BasketLines({ basket }: { basket: ReturnType<typeof useBasket> }) {
  const t = useTranslate();
  const { values, total, form } = basket;
  const { items: errors } = form.formState.errors;
  return (
    <Card title={t('orders.step.basket')} isFlush>
      <ul className={styles['list']} aria-label={t('orders.step.basket')}>
        {values.items.map((line, at) => (
          <Line
            key={line.key}
            line={line}
            currency={values.currency ?? ''}
            quoted={total.quote?.lines[at]}
            complaints={messagesIn((errors as readonly unknown[] | undefined)?.[at])}
            onChange={(quantity) => basket.change(line.key, quantity)}
            onTrial={(trial) => basket.setTrial(line.key, trial)}
            onRemove={() => basket.remove(line.key)}
          />
        ))}
      </ul>
    </Card>
  );
}

interface LineProps {
  line: BasketLine;
  /** Of the basket. */
  currency: string;
  quoted: BasketQuote['lines'][number] | undefined;
  /** Of core or the form, as the form holds them. */
  complaints: readonly string[];
  onChange: (quantity: number | null) => void;
  /** Mends what is wrong with its trial. */
  onTrial: (trial: boolean) => void;
  onRemove: () => void;
}

function Line({ line, currency, quoted, complaints, onChange, onTrial, onRemove }: LineProps) {
  const t = useTranslate();
  const fieldText = useFieldText();
  const money = useMoneyText();
  const { data: product } = useCall('catalogue', 'getProduct', { id: line.productId });
  const name = quoted?.productName ?? product?.name ?? '';
  const chosen = [...(product?.options ?? []), ...(product?.attributes ?? [])].flatMap((option) => {
    const valueId = line.choices.find(({ optionId }) => optionId === option.id)?.valueId;
    const value = option.values.find(({ id }) => id === valueId);
    return value ? [`${option.name}: ${value.name}`] : [];
  });
  const ofQuantity = product ? quantityMessage(product, line.quantity) : null;
  const isUnavailable = quoted?.isUnavailable ?? false;
  /** Why a line has no price: its currency may be one that the product is not sold in any more. */
  const noPrice = ({ quote }: BasketQuote['lines'][number]): string => {
    const why = quote.problems.find(({ code }) => code === 'price_not_offered')?.why;
    if (why === 'omitted') return t('error.order.not_in_currency', { currency });
    return why === 'no_rate' ? t('error.order.no_rate', { currency }) : t('orders.basket.noPrice');
  };
  const unit = quoted?.quote.unit;
  return (
    <li className={styles['line']}>
      <div className={styles['what']}>
        <strong>{name}</strong>
        <span className={styles['terms']}>
          <span>{t(`term.${line.termMonths}`)}</span>
          {quoted && quoted.parts.length > 0 ? (
            <span>{t('orders.bundle.of', { names: quoted.parts.join(', ') })}</span>
          ) : null}
          {unit && !quoted.trial ? (
            <span>{t('orders.item.times', { quantity: line.quantity, price: money(unit) })}</span>
          ) : null}
          {quoted?.quote.rate ? (
            <span>
              {t('orders.rate')}: <RateUsed rate={quoted.quote.rate} />
            </span>
          ) : null}
          {quoted?.trial ? <span>{t('trial.line', { days: quoted.trial.days })}</span> : null}
          {chosen.map((text) => (
            <span key={text}>{text}</span>
          ))}
          {line.ip === '' ? null : <Mono wrap>{line.ip}</Mono>}
        </span>
        {isUnavailable ? <p className={styles['problem']}>{t('orders.basket.unavailable')}</p> : null}
        {!isUnavailable && quoted?.trialProblem ? (
          <TrialProblem problem={quoted.trialProblem} onMend={onTrial} />
        ) : null}
        {!isUnavailable && quoted && !quoted.trialProblem && quoted.total === null && ofQuantity === null ? (
          <p className={styles['problem']}>{noPrice(quoted)}</p>
        ) : null}
        {complaints.map((message) => (
          <p key={message} className={styles['problem']} role="alert">
            {fieldText(message)}
          </p>
        ))}
      </div>
      {product?.quantity.bulk === 'no' && ofQuantity === null ? (
        // Keeps the columns of the lines in line.
        <span />
      ) : (
        <NumberField
          className={styles['quantity']}
          label={t('orders.quantityOf', { name })}
          hideLabel
          value={line.quantity}
          min={1}
          max={maxOrderQuantity}
          step={product?.quantity.bulk === 'multiples' ? product.quantity.step : 1}
          error={ofQuantity === null ? undefined : fieldText(fieldMessage(ofQuantity))}
          onChange={onChange}
        />
      )}
      <div className={styles['price']}>
        {quoted?.total ? <Money value={quoted.total} /> : '—'}
        {quoted && quoted.discount.amountMinor > 0 ? (
          <span className={styles['discount']}>
            {t('orders.discount.of', { sum: money({ ...quoted.discount, amountMinor: -quoted.discount.amountMinor }) })}
          </span>
        ) : null}
      </div>
      <IconButton icon={Trash2} size="small" label={t('orders.basket.remove', { name })} onPress={onRemove} />
    </li>
  );
}

/** What is wrong with ordering a line with or without its trial, and the way out: another client may have had theirs. */
function TrialProblem({
  problem,
  onMend,
}: {
  problem: NonNullable<BasketQuote['lines'][number]['trialProblem']>;
  onMend: (trial: boolean) => void;
}) {
  const t = useTranslate();
  const isForced = problem === 'trial_forced';
  return (
    <>
      <p className={styles['problem']}>{t(`trial.problem.${problem}`)}</p>
      {problem === 'trial_forced_bulk' ? null : (
        <Button size="small" onPress={() => onMend(isForced)}>
          {t(isForced ? 'trial.line.with' : 'trial.line.without')}
        </Button>
      )}
    </>
  );
}

/** Every complaint in an error of the form library, however deep. */
function messagesIn(error: unknown): string[] {
  if (typeof error !== 'object' || error === null) return [];
  if ('message' in error && typeof error.message === 'string') return [error.message];
  return Object.entries(error).flatMap(([name, each]) => (name === 'ref' ? [] : messagesIn(each)));
}
