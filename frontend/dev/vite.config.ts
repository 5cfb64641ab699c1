import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

// The canvas on a plain page with a stand-in for Python: `npm run dev`.
export default defineConfig({
  root: "dev",
  base: "./",
  plugins: [react()],
  server: { fs: { allow: ["../.."] } },
  build: { outDir: "../dist-dev", emptyOutDir: true, target: "es2022" },
});
