import type { HubTransport } from '../../../main/core/sync/index.ts';

/** A gate in a desk's line: while it is shut each call of the hub waits before it leaves, and so do the rounds. */
export function makeGate() {
  let open: () => void = () => undefined;
  let passage: Promise<void> = Promise.resolve();
  const set = (isNowOpen: boolean): void => {
    open();
    if (isNowOpen) passage = Promise.resolve();
    else {
      passage = new Promise((resolve) => {
        open = resolve;
      });
    }
  };
  const through =
    <Input extends unknown[], Output>(call: (...input: Input) => Promise<Output>) =>
    async (...input: Input): Promise<Output> => {
      await passage;
      return call(...input);
    };
  return {
    set,
    line: (of: HubTransport): HubTransport => ({
      hello: through((hello) => of.hello(hello)),
      push: through((push) => of.push(push)),
      pull: through((pull) => of.pull(pull)),
      snapshot: through((page) => of.snapshot(page)),
      countValues: through((copy) => of.countValues(copy)),
      grant: (request) => of.grant(request),
      lackingFiles: (sha256) => of.lackingFiles(sha256),
      putFile: (file) => of.putFile(file),
      getFile: (sha256) => of.getFile(sha256),
      fork: (deskId) => of.fork(deskId),
      listen: (wake) => of.listen(wake),
      close: () => of.close(),
    }),
  };
}
