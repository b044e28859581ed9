import { QueryClient, VueQueryPlugin } from '@tanstack/vue-query'
import 'element-plus/theme-chalk/dark/css-vars.css'
import { createPinia } from 'pinia'
import { createApp } from 'vue'
import App from './App.vue'
import { Problem, whenUnauthorised } from './kernel/http'
import { i18n, locale, setLocale } from './kernel/i18n'
import { useSession } from './kernel/session'
import { live } from './kernel/useLive'
import './kernel/theme.css'
import { router } from './router'

const queries = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 15_000,
      refetchOnWindowFocus: false,
      retry: (count, error) =>
        count < 3 && (!(error instanceof Problem) || error.unreachable || error.status >= 500),
    },
  },
})

const app = createApp(App).use(createPinia()).use(i18n)
setLocale(locale.value)
whenUnauthorised(() => {
  const here = router.currentRoute.value
  if (here.meta.open) return
  useSession().forget()
  queries.clear()
  void router.replace({ path: '/signin', query: { next: here.fullPath } })
})
// Another policy is in force: what is shown is asked for anew, as it may be shown now.
live.on('policy', () => void queries.invalidateQueries())
app.use(router).use(VueQueryPlugin, { queryClient: queries }).mount('#app')
