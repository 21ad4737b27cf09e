import { openEnvironment, setLook } from '../actions/look.ts';
import { eyesores } from '../actions/sight.ts';
import { axe } from '../actions/axe.ts';
import { runInPage } from '../actions/calls.ts';
import { quiet, visit } from '../actions/visit.ts';
import { test } from '../fixtures/gallery.ts';
import { emptyScreens, fullScreens } from '../screens/gallery.ts';

const only = new RegExp(process.env['ONLY'] ?? 'reconciliation|finding|statement|outlook');
test('shots', async ({ gallery }) => {
  test.setTimeout(600_000);
  const { page, problems, data } = gallery;
  for (const language of (process.env['LANGS'] ?? 'en').split(',') as ('en' | 'ru')[]) {
    await openEnvironment(page, 'sandbox');
    await setLook(page, { theme: 'light', language });
    for (const [where, screens] of [
      ['sandbox', fullScreens(data)],
      ['live', emptyScreens()],
    ] as const) {
      if (where === 'live') await openEnvironment(page, 'live');
      for (const screen of screens) {
        if (!only.test(screen.name)) continue;
        for (const width of (process.env['WIDTHS'] ?? '1280').split(',').map(Number)) {
          try {
            await page.setViewportSize({ width, height: width === 1280 ? 800 : 640 });
            await visit(page, screen, { theme: 'light', language });
            await quiet(page);
            for (const line of await eyesores(page)) console.log(`EYE ${screen.name} ${language} ${width}: ${line}`);
            for (const theme of (process.env['THEMES'] ?? 'light').split(',')) {
              await runInPage(page, `document.documentElement.dataset.theme = '${theme}'`);
              await quiet(page);
              await page.screenshot({
                path: `/tmp/shots/truth/${screen.name}-${language}-${theme}-${width}.png`,
                animations: 'disabled',
              });
              if (process.env['AXE'])
                for (const v of (await axe(page, screen)).violations)
                  console.log(`AXE ${screen.name} ${theme}: ${v.slice(0, 400)}`);
            }
            await runInPage(page, `document.documentElement.dataset.theme = 'light'`);
          } catch (error) {
            console.log(`FAIL ${screen.name}: ${String(error).slice(0, 600)}`);
            await page.screenshot({ path: `/tmp/shots/truth/FAIL-${screen.name}.png` });
          }
        }
        for (const p of problems) console.log(`PROBLEM ${screen.name}: ${p.slice(0, 300)}`);
        problems.length = 0;
      }
    }
  }
});
