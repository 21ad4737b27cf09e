import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { failure, type Meeting } from '../support/contract.ts';

const named = (text: string) => {
  const content = Buffer.from(text);
  return { sha256: createHash('sha256').update(content).digest('hex'), content };
};

/** Pictures by the hash of their bytes. */
export function files(meeting: Meeting): void {
  describe('files', () => {
    it('are told by what they hold, and given back byte for byte', async () => {
      const { a, b } = await meeting(2);
      const picture = named('\u0000\u001f\\ a picture \u00ff');
      const other = named('another one');
      expect(await b.line.lackingFiles([picture.sha256, other.sha256])).toEqual([picture.sha256, other.sha256]);
      expect(await a.line.putFile(picture)).toBe(true);
      expect(await a.line.putFile(picture)).toBe(true);
      expect(await b.line.lackingFiles([picture.sha256, other.sha256])).toEqual([other.sha256]);
      expect(await b.line.lackingFiles([])).toEqual([]);
      expect(Buffer.from((await b.line.getFile(picture.sha256)) ?? [])).toEqual(picture.content);
      expect(await b.line.getFile(other.sha256)).toBeNull();
    });

    it('are not taken under a name that is not theirs, nor when they are huge', async () => {
      const { a } = await meeting(1);
      const { sha256 } = named('one');
      expect(await a.line.putFile({ sha256, content: named('two').content })).toBe(false);
      expect(await a.line.putFile(named('x'.repeat(5_000_001)))).toBe(false);
      expect(await a.line.getFile(sha256)).toBeNull();
    });

    it('are of one workspace, and of its desks', async () => {
      const here = await meeting(2);
      const elsewhere = await meeting(1);
      const picture = named('of one workspace');
      await here.a.line.putFile(picture);
      expect(await elsewhere.a.line.getFile(picture.sha256)).toBeNull();
      expect(await elsewhere.a.line.lackingFiles([picture.sha256])).toEqual([picture.sha256]);
      const reader = await here.workspace.desk({ mayWrite: false });
      expect(await reader.line.putFile(named('of a reader'))).toBe(false);
      expect(await reader.line.getFile(picture.sha256)).not.toBeNull();
      await here.workspace.revoke(here.b.deskId);
      expect(await failure(here.b.line.getFile(picture.sha256))).toBe('revoked');
      expect(await failure(here.b.line.putFile(picture))).toBe('revoked');
      expect(await failure(here.b.line.lackingFiles([picture.sha256]))).toBe('revoked');
    });
  });
}
