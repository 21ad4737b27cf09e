import http from 'node:http';

/**
 * What a call of the vendor takes on this machine at this moment, for a client that does nothing else: readings of one
 * license, as many in flight as the run has, each on a connection of its own. Milliseconds for one call.
 */
export async function bareLatency(
  url: string,
  account: { username: string; password: string },
  vendorId: string,
): Promise<number> {
  const [calls, inFlight] = [160, 8];
  const authinfo = encodeURIComponent(`${account.username}:${account.password}`);
  const body = `func=soft.edit&elid=${vendorId}&out=json&authinfo=${authinfo}`;
  const headers = { 'content-type': 'application/x-www-form-urlencoded' };
  const one = (): Promise<void> =>
    new Promise((resolve, reject) => {
      const request = http.request(url, { method: 'POST', agent: false, headers }, (answer) => {
        answer.resume();
        answer.on('end', () => resolve());
      });
      request.on('error', reject);
      request.end(body);
    });
  let left = calls;
  const from = performance.now();
  await Promise.all(
    Array.from({ length: inFlight }, async () => {
      for (; left > 0;) {
        left -= 1;
        // oxlint-disable-next-line no-await-in-loop -- one after the other is what is measured
        await one();
      }
    }),
  );
  return ((performance.now() - from) * inFlight) / calls;
}
