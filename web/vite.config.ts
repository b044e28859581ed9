import { fileURLToPath, URL } from 'node:url'
import vue from '@vitejs/plugin-vue'
import elementStyles from 'unplugin-element-plus/vite'
import { defineConfig } from 'vitest/config'

const backend = process.env.YIWANG_BACKEND ?? 'http://127.0.0.1:8080'
const proxy = Object.fromEntries(
  ['/api', '/open311', '/map/tiles', '/map/styles', '/map/glyphs', '/map/sprites', '/map/legend.json'].map((path) => [path, { target: backend, changeOrigin: false }]),
)

export default defineConfig({
  plugins: [vue(), elementStyles({})],
  resolve: { alias: { '@': fileURLToPath(new URL('./src', import.meta.url)) } },
  server: { port: Number(process.env.PORT ?? 5173), strictPort: true, proxy },
  preview: { proxy },
  optimizeDeps: { exclude: ['maplibre-gl'] },
  build: {
    // The Maven build serves this folder; it holds nothing else.
    outDir: '../target/classes/static',
    emptyOutDir: true,
    target: 'es2022',
    chunkSizeWarningLimit: 1200,
  },
  test: {
    environment: 'happy-dom',
    include: ['src/**/*.spec.ts'],
    server: { deps: { inline: ['element-plus'] } },
  },
})
