import { readdir, readFile, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";
import { defineConfig, type Plugin } from "vite";

const outDir = resolve(process.env["WEB_OUT_DIR"] ?? "dist");

export default defineConfig({
  root: "pages",
  base: "/",
  build: {
    outDir,
    emptyOutDir: true,
    // Files rather than data: URLs: they are cached apart and compress once.
    assetsInlineLimit: 0,
    // The browsers that run Monaco preload modules by themselves.
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    // Monaco is one library of this size; splitting it further only adds requests.
    chunkSizeWarningLimit: 4096,
    license: { fileName: "assets/licenses.txt" },
    rolldownOptions: {
      input: resolve("pages/graphiql.html"),
      // "use client" and the like in our libraries mean nothing in a page that is never rendered on a server.
      checks: { moduleLevelDirective: false },
    },
  },
  worker: { format: "es" },
  plugins: [compressed()],
});

/** Leaves `<file>.br` and `<file>.gz` beside each built file, so that the server never compresses them. */
function compressed(): Plugin {
  const brotli = promisify(brotliCompress);
  const gzipped = promisify(gzip);

  async function compress(file: string) {
    const bytes = await readFile(file);
    const params = {
      [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
      [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
    };
    await Promise.all([
      brotli(bytes, { params }).then((small) => writeFile(`${file}.br`, small)),
      gzipped(bytes, { level: constants.Z_BEST_COMPRESSION }).then((small) => writeFile(`${file}.gz`, small)),
    ]);
  }

  return {
    name: "compressed",
    apply: "build",
    async closeBundle() {
      const entries = await readdir(outDir, { recursive: true, withFileTypes: true });
      const files = entries.filter((entry) => entry.isFile());
      await Promise.all(files.map((file) => compress(join(file.parentPath, file.name))));
    },
  };
}
