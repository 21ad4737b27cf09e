import type { ErrorCode, FieldError } from '../../../preload/api/errors.ts';

/** A failure that a person can act on. Everything else that is thrown becomes `internal` at the edge of core. */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly params: Readonly<Record<string, string | number>> | undefined;
  readonly fields: Readonly<Record<string, FieldError>> | undefined;
  readonly retry: boolean;

  constructor(
    code: ErrorCode,
    more: {
      params?: Readonly<Record<string, string | number>>;
      fields?: Readonly<Record<string, FieldError>>;
      retry?: boolean;
      cause?: unknown;
    } = {},
  ) {
    super(code, more.cause === undefined ? undefined : { cause: more.cause });
    this.name = 'AppError';
    this.code = code;
    this.params = more.params;
    this.fields = more.fields;
    this.retry = more.retry ?? false;
  }
}

/** A complaint about one field of the input. */
export const fieldError = (field: string, error: FieldError): AppError =>
  new AppError('input.invalid', { fields: { [field]: error } });

export const notFound = (): AppError => new AppError('not_found');
