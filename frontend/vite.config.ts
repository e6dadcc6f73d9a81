import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";

// .gitkeep keeps frontend/dist in git, because main.go embeds the folder; so the build empties nothing
// by itself and every file it writes carries a hash, except index.html.
export default defineConfig({
  plugins: [react()],
  base: "./",
  build: {
    target: "safari16",
    outDir: "dist",
    emptyOutDir: true,
    copyPublicDir: true,
    assetsInlineLimit: 0,
    reportCompressedSize: false,
    chunkSizeWarningLimit: 1000,
  },
  server: { host: "127.0.0.1" },
  test: { environment: "happy-dom", include: ["src/**/*.test.{ts,tsx}"], restoreMocks: true },
});
