import type { z } from 'zod';
import { fieldErrorCodes, type FieldError, type FieldErrorCode } from './errors.ts';

const known = new Set<string>(fieldErrorCodes);

/** The field's name and complaint for one issue of a schema; used by core for answers and by forms before they send. */
export function fieldOfIssue(issue: z.core.$ZodIssue): readonly [field: string, error: FieldError][] {
  const path = issue.path.map(String).join('.');
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => [path === '' ? key : `${path}.${key}`, { code: 'unknown_field' as const }]);
  }
  return [[path === '' ? '(input)' : path, errorOfIssue(issue)]];
}

function errorOfIssue(issue: z.core.$ZodIssue): FieldError {
  const params: Record<string, string | number> = {};
  if ('minimum' in issue && typeof issue.minimum === 'number') params['minimum'] = issue.minimum;
  if ('maximum' in issue && typeof issue.maximum === 'number') params['maximum'] = issue.maximum;
  // What a check of ours says beside its code.
  if (issue.code === 'custom') Object.assign(params, issue.params);
  return { code: codeOf(issue), params };
}

function codeOf(issue: z.core.$ZodIssue): FieldErrorCode {
  // A schema may name the complaint itself: `.min(1, 'required')`.
  if (known.has(issue.message)) return issue.message as FieldErrorCode;
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined ? 'required' : 'invalid';
    case 'too_big':
      return issue.origin === 'string' ? 'too_long' : 'too_big';
    case 'too_small':
      return issue.origin === 'string' ? 'too_short' : 'too_small';
    case 'invalid_format':
      return issue.format === 'email' ? 'not_email' : issue.format === 'date' ? 'not_date' : 'invalid';
    default:
      return 'invalid';
  }
}

/** All complaints of a failed parse, the first one of each field. */
export function fieldsOf(error: z.core.$ZodError): Record<string, FieldError> {
  const fields: Record<string, FieldError> = {};
  for (const issue of error.issues) {
    for (const [field, complaint] of fieldOfIssue(issue)) fields[field] ??= complaint;
  }
  return fields;
}
