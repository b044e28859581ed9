/// <reference types="vite/client" />
import 'vue-router'

declare module 'vue-router' {
  interface RouteMeta {
    /** Open to everybody; all other pages ask for a signed-in person. */
    open?: boolean
    /** Drawn without the application bar. */
    bare?: boolean
    /** Always dark, whatever the person chose. */
    dark?: boolean
    /** Message key of the page's title. */
    title?: string
  }
}
