import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";

// Fixed file names without a hash: the bundle is committed, and CI compares it byte for byte with a fresh build.
export default defineConfig({
  base: "./",
  plugins: [react()],
  define: { "process.env.NODE_ENV": JSON.stringify("production") }, // library mode leaves it undefined
  build: {
    outDir: "../sketchcheck/canvas/static",
    emptyOutDir: true,
    target: "es2022",
    sourcemap: false,
    lib: { entry: "./src/index.tsx", formats: ["es"], fileName: () => "index.js" },
    rolldownOptions: {
      output: {
        chunkFileNames: "[name].js",
        minify: { compress: true, mangle: true, codegen: true }, // library mode keeps white space unless told
      },
    },
  },
  test: { include: ["tests/**/*.test.{ts,tsx}", "src/**/*.test.{ts,tsx}"], environment: "node" },
});
