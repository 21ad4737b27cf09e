import type { Area, Output, Parsed } from '../../../preload/api/contract.ts';
import type { Context } from './principal.ts';

/** What an area's `handlers.ts` provides: one function for each verb of its contract, nothing more or less. */
export type Handlers<A extends Area> = {
  readonly [V in keyof A]: (input: Parsed<A[V]>, context: Context) => Output<A[V]> | Promise<Output<A[V]>>;
};
