import { useCallback, useEffect, useRef, useState } from 'react';
import {
  useForm,
  type DefaultValues,
  type FieldErrors,
  type FieldValues,
  type Path,
  type UseFormReturn,
} from 'react-hook-form';
import type { z } from 'zod';
import type { ApiError, FieldError } from '../../preload/api/errors.ts';
import { fieldsOf } from '../../preload/api/fields.ts';
import { useDrafts } from '../state/drafts.ts';
import { useEnvironment } from '../state/environment.ts';
import { isSame } from '../workbench/undo.ts';
import { CallError } from './api.ts';

/** A field's complaint as one text, so that it fits a form library's message; read back by `useFieldText`. */
export function fieldMessage({ code, params = {} }: FieldError): string {
  return JSON.stringify({ code, params });
}

export function readFieldMessage(message: string): FieldError {
  try {
    return JSON.parse(message) as FieldError;
  } catch {
    return { code: 'invalid' };
  }
}

export interface CallForm<Values extends FieldValues> {
  readonly form: UseFormReturn<Values>;
  readonly submit: (values: Values) => Promise<void>;
  /** The refusal of the last save that belongs to no field, or null. */
  readonly refusal: ApiError | null;
  /** True when what is shown came from a draft of an earlier visit. */
  readonly isDraft: boolean;
  /** Forgets what was typed and shows the stored values again. */
  readonly discard: () => void;
}

/**
 * The one way a form saves: the call's own schema checks before it is sent, core's complaints land at their fields,
 * what was typed is kept as a draft until it is saved (`secrets` are not).
 *
 * @param id names the form for its draft, e.g. `client/new` or `client/<id>`
 * @param followsStored `defaults` are what is stored: when that changes (an undo, another window), a form in which nothing
 *   was typed shows it
 * @param checks `blur`: a field says what is wrong with it when it is left. `submit`: not before the form was sent once,
 *   where one passes through the fields on the way to something else
 * @param toInput turns the form's values into the call's input
 */
export function useCallForm<Values extends FieldValues, Input, Result>(options: {
  id: string;
  schema: z.ZodType;
  defaults: Values;
  secrets?: readonly (keyof Values & string)[];
  followsStored?: boolean;
  /** Sends the id and what differs from what the form was opened with, so that what others changed meanwhile stays. */
  onlyChanges?: boolean;
  checks?: 'blur' | 'submit';
  toInput: (values: Values) => Input;
  save: (input: Input) => Promise<Result>;
  onSaved: (result: Result) => void;
}): CallForm<Values> {
  const environment = useEnvironment((state) => state.environment);
  const draftId = `${environment ?? 'none'}/${options.id}`;
  const [draft] = useState(() => useDrafts.getState().drafts[draftId] as Partial<Values> | undefined);
  const [isDraft, setIsDraft] = useState(draft !== undefined);
  const [refusal, setRefusal] = useState<ApiError | null>(null);
  const latest = useRef(options);
  latest.current = options;
  const saving = useRef(false);
  /** What was stored when the form was opened, or followed or saved last: what differs from it was typed. */
  const base = useRef(options.defaults);

  const form = useForm<Values>({
    defaultValues: { ...options.defaults, ...draft } as DefaultValues<Values>,
    mode: options.checks === 'submit' ? 'onSubmit' : 'onTouched',
    // A complaint that moves the button between press and release would swallow the click.
    delayError: 300,
    resolver: (values) => {
      const { schema, toInput } = latest.current;
      const parsed = schema.safeParse(toInput(values), { reportInput: true });
      if (parsed.success) return { values, errors: {} };
      return { values: {}, errors: asFormErrors<Values>(fieldsOf(parsed.error), values) };
    },
  });

  const { watch } = form;
  useEffect(() => {
    const subscription = watch((values) => {
      if (saving.current) return;
      const { secrets } = latest.current;
      // Only what was typed: what others store meanwhile is not brought back by a draft.
      const kept = Object.fromEntries(
        Object.entries(values).filter(
          ([name, value]) => !secrets?.includes(name) && !isSame(value, base.current[name]),
        ),
      );
      // Typed and taken back by hand: there is nothing to keep, and nothing to call unsaved.
      if (Object.keys(kept).length === 0) useDrafts.getState().drop(draftId);
      else useDrafts.getState().keep(draftId, kept);
    });
    return () => subscription.unsubscribe();
  }, [watch, draftId]);

  const { defaults, followsStored = false } = options;
  const shown = useRef(defaults);
  useEffect(() => {
    if (!followsStored || saving.current || isSame(shown.current, defaults)) return;
    shown.current = defaults;
    if (useDrafts.getState().drafts[draftId] !== undefined) return;
    saving.current = true;
    base.current = defaults;
    form.reset(defaults);
    saving.current = false;
  }, [followsStored, defaults, draftId, form]);

  const submit = useCallback(
    async (values: Values) => {
      // A second press while the first is on its way must not send again.
      if (saving.current) return;
      saving.current = true;
      setRefusal(null);
      try {
        const { toInput, onlyChanges = false, save } = latest.current;
        const input = toInput(values);
        const result = await save(onlyChanges ? changesOf(input, toInput(base.current)) : input);
        base.current = values;
        useDrafts.getState().drop(draftId);
        setIsDraft(false);
        latest.current.onSaved(result);
      } catch (error) {
        if (!(error instanceof CallError)) throw error;
        const known = new Set(Object.keys(values));
        let placed = false;
        for (const [field, complaint] of Object.entries(error.error.fields ?? {})) {
          const name = known.has(field) ? field : field.split('.')[0];
          if (name === undefined || !known.has(name)) continue;
          form.setError(
            field as Path<Values>,
            { type: 'server', message: fieldMessage(complaint) },
            { shouldFocus: !placed },
          );
          placed = true;
        }
        if (!placed || error.error.code !== 'input.invalid') setRefusal(error.error);
      } finally {
        saving.current = false;
      }
    },
    [draftId, form],
  );

  const discard = useCallback(() => {
    saving.current = true;
    base.current = latest.current.defaults;
    form.reset(latest.current.defaults);
    saving.current = false;
    useDrafts.getState().drop(draftId);
    setIsDraft(false);
    setRefusal(null);
  }, [draftId, form]);

  return { form, submit, refusal, isDraft, discard };
}

/** The parts of an input that differ from another one, with the id. */
function changesOf<Input>(input: Input, base: Input): Input {
  const before = base as Readonly<Record<string, unknown>>;
  return Object.fromEntries(
    Object.entries(input as object).filter(([name, value]) => name === 'id' || !isSame(value, before[name])),
  ) as Input;
}

function asFormErrors<Values extends FieldValues>(
  fields: Readonly<Record<string, FieldError>>,
  values: Values,
): FieldErrors<Values> {
  const errors: Record<string, unknown> = {};
  for (const [path, complaint] of Object.entries(fields)) {
    const [head = path, ...rest] = path.split('.');
    const error = { type: 'schema', message: fieldMessage(complaint) };
    if (rest.length === 0 || !(head in values)) errors[head] ??= error;
    else place(errors, [head, ...rest], error);
  }
  return errors as FieldErrors<Values>;
}

/** Puts an error at a nested path (`prices.0.amountMinor`), as the form library wants it. */
function place(target: Record<string, unknown>, [head, ...rest]: readonly string[], error: object): void {
  if (head === undefined) return;
  if (rest.length === 0) {
    target[head] ??= error;
    return;
  }
  const next = (target[head] ??= {}) as Record<string, unknown>;
  place(next, rest, error);
}
