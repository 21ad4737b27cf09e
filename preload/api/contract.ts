import type { z } from 'zod';
import type { Envelope } from './errors.ts';
import type { Right } from './rights.ts';

/**
 * One call that crosses the bridge: what goes in, what comes out, and the right its caller must hold.
 * `client` calls belong to the client area: they are refused to staff principals and the other way round.
 */
export interface Call<I extends z.ZodType = z.ZodType, O extends z.ZodType = z.ZodType> {
  readonly input: I;
  readonly output: O;
  readonly right: Right;
}

/** An area of the API: its calls by verb. The channel of a call is `<area>.<verb>`. */
export type Area = Readonly<Record<string, Call>>;

/** Declares a call. Identity at run time; keeps the schemas' types. */
export function call<I extends z.ZodType, O extends z.ZodType>(definition: Call<I, O>): Call<I, O> {
  return definition;
}

/** What a caller passes for a call (before defaults are filled in). */
export type Input<C> = C extends Call<infer I> ? z.input<I> : never;
/** What a handler receives for a call (after defaults are filled in). */
export type Parsed<C> = C extends Call<infer I> ? z.output<I> : never;
/** What a call answers with. */
export type Output<C> = C extends Call<z.ZodType, infer O> ? z.output<O> : never;

/** The functions that a page sees for an area. */
export type AreaFunctions<A extends Area> = {
  readonly [V in keyof A]: (input: Input<A[V]>) => Promise<Envelope<Output<A[V]>>>;
};
