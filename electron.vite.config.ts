import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';

const at = (file: string): string => fileURLToPath(new URL(file, import.meta.url));

/**
 * Native addons, and what reads files of its own package, stay outside the bundle. The rest is bundled: walking
 * node_modules inside an archive costs more at start than one file (quality 4.3).
 */
const external = ['better-sqlite3', 'keytar', 'fastify', '@fastify/formbody', '@fastify/multipart'];

export default defineConfig({
  main: {
    build: {
      outDir: 'out/main',
      externalizeDeps: false,
      rollupOptions: {
        external: ['electron', ...external],
        input: { index: at('main/index.ts'), core: at('main/core/index.ts'), cli: at('main/core/cli.ts') },
        // Chunks beside the entries, so that every module finds its neighbours (out/native) from the same folder.
        output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
      },
    },
  },
  preload: {
    build: {
      outDir: 'out/preload',
      externalizeDeps: false,
      // Each preload is one file: a sandboxed preload cannot load a second one.
      isolatedEntries: true,
      rollupOptions: {
        external: ['electron'],
        input: {
          staff: at('preload/staff.ts'),
          'client-area': at('preload/client-area.ts'),
          paper: at('preload/paper.ts'),
        },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: at('renderer'),
    plugins: [react()],
    build: {
      outDir: at('out/renderer'),
      emptyOutDir: true,
      // Less to read and compile before the first paint; electron-vite leaves it off.
      minify: true,
      modulePreload: { polyfill: false },
      // A data: URL would need an exception in the content security policy.
      assetsInlineLimit: 0,
      rollupOptions: {
        input: {
          staff: at('renderer/staff.html'),
          'client-area': at('renderer/client-area.html'),
          paper: at('renderer/paper.html'),
        },
        // zod with its configuration: a chunk runs as a whole before those that import it, so no schema is made before
        // zod knows that it must not ask for eval (renderer/app/zod-config.ts), whichever page or chunk makes it.
        output: {
          codeSplitting: { groups: [{ name: 'zod', test: /node_modules[\\/]zod[\\/]|[\\/]zod-config\.ts$/ }] },
        },
      },
    },
  },
});
