import react from "@vitejs/plugin-react";
import type { Plugin } from "vite";
import { defineConfig } from "vitest/config";

/** In the development server no Go hears which link of a mail was clicked: this tells the page in its place. */
const links: Plugin = {
  name: "balcao-links",
  apply: "serve",
  configureServer(server) {
    server.middlewares.use("/open", (request, answer) => {
      const token = new URL(request.url ?? "", "http://x").searchParams.get("u");
      server.ws.send("balcao:link", { token });
      answer.end();
    });
  },
};

// .gitkeep keeps frontend/dist in git, because main.go embeds the folder; so the build empties nothing
// by itself and every file it writes carries a hash, except index.html.
export default defineConfig({
  plugins: [react(), links],
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
