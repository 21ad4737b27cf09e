import { HubError, type HubTransport } from '../../../main/core/sync/transport.ts';

/** What happens to one call of a desk. */
export type Fault =
  | 'none'
  | 'lost' // it never arrives
  | 'reply lost' // the hub did it, the desk does not learn of it
  | 'doubled' // it arrives twice
  | 'late' // others come first
  | 'crash before' // the desk dies before it arrives
  | 'crash after'; // … after the hub did it

/** A desk's line with faults: one after the other for its calls, then none. */
export class Line implements HubTransport {
  readonly #inner: HubTransport;
  faults: Fault[] = [];
  /** Told what a pull brought, before the desk is. */
  beforePull: (last: number) => void = () => {};
  onCrash: () => void = () => {};
  #isDead = false;

  constructor(inner: HubTransport) {
    this.#inner = inner;
  }

  hello: HubTransport['hello'] = (hello) => this.#call(() => this.#inner.hello(hello));
  push: HubTransport['push'] = (push) => this.#call(() => this.#inner.push(push));
  pull: HubTransport['pull'] = (pull) =>
    this.#call(
      () => this.#inner.pull(pull),
      ({ changes }) => this.beforePull(changes.at(-1)?.seq ?? pull.after),
    );
  snapshot: HubTransport['snapshot'] = (page) => this.#call(() => this.#inner.snapshot(page));
  countValues: HubTransport['countValues'] = (of) => this.#call(() => this.#inner.countValues(of));
  grant: HubTransport['grant'] = (request) => this.#call(() => this.#inner.grant(request));
  lackingFiles: HubTransport['lackingFiles'] = (names) => this.#call(() => this.#inner.lackingFiles(names));
  putFile: HubTransport['putFile'] = (file) => this.#call(() => this.#inner.putFile(file));
  getFile: HubTransport['getFile'] = (name) => this.#call(() => this.#inner.getFile(name));
  fork: HubTransport['fork'] = (id) => this.#inner.fork(id);
  listen: HubTransport['listen'] = (wake) => this.#inner.listen(wake);
  close: HubTransport['close'] = () => this.#inner.close();

  async #call<T>(send: () => Promise<T>, before: (answer: T) => void = () => {}): Promise<T> {
    if (this.#isDead) return never();
    const fault = this.faults.shift() ?? 'none';
    if (fault === 'lost') throw new HubError('offline');
    if (fault === 'crash before') return this.#die();
    if (fault === 'late') for (let n = 0; n < 5; n += 1) await new Promise((resolve) => setImmediate(resolve));
    if (fault === 'doubled') await send().catch(() => {});
    const answer = await send();
    if (fault === 'reply lost') throw new HubError('offline');
    before(answer);
    if (fault === 'crash after') return this.#die();
    return answer;
  }

  /** A process that is gone gets no answer and does nothing more. */
  #die<T>(): Promise<T> {
    this.#isDead = true;
    this.onCrash();
    return never();
  }
}

const never = <T>(): Promise<T> => new Promise<T>(() => {});
