import { createRouter, createWebHistory, type RouteRecordRaw } from 'vue-router'
import { useSession } from './kernel/session'
import { applyTheme } from './kernel/theme'

const routes: RouteRecordRaw[] = [
  { path: '/', redirect: () => useSession().home },
  {
    path: '/wall',
    component: () => import('./modules/wall/WallPage.vue'),
    meta: { bare: true, dark: true, staff: true, title: 'kernel.wall' },
  },
  {
    path: '/wall/map',
    component: () => import('./modules/wall/WallMapPage.vue'),
    meta: { bare: true, dark: true, staff: true, title: 'map.title' },
  },
  {
    path: '/map',
    component: () => import('./modules/map/MapView.vue'),
    meta: { staff: true, title: 'map.title' },
  },
  {
    path: '/desk',
    component: () => import('./modules/desk/DeskPage.vue'),
    meta: { staff: true, title: 'kernel.desk' },
  },
  {
    path: '/desk/cases/:id(\\d+)',
    component: () => import('./modules/desk/CasePage.vue'),
    props: (route) => ({ id: Number(route.params.id) }),
    meta: { staff: true, title: 'kernel.desk' },
  },
  {
    path: '/registry',
    component: () => import('./modules/registry/quarters/QuartersPage.vue'),
    meta: { staff: true, title: 'registry.quarters.title' },
  },
  {
    path: '/registry/quarters/:id(\\d+)',
    component: () => import('./modules/registry/quarters/QuarterPage.vue'),
    props: (route) => ({ id: Number(route.params.id) }),
    meta: { staff: true, title: 'registry.quarters.title' },
  },
  {
    path: '/map/imports',
    component: () => import('./modules/map/imports/ImportsPage.vue'),
    meta: { staff: true, title: 'map.imports.title' },
  },
  {
    path: '/map/imports/:id(\\d+)',
    component: () => import('./modules/map/imports/ImportPage.vue'),
    props: (route) => ({ id: Number(route.params.id) }),
    meta: { staff: true, title: 'map.imports.title' },
  },
  {
    path: '/worker',
    component: () => import('./modules/worker/WorkerPage.vue'),
    meta: { bare: true, title: 'kernel.worker' },
  },
  {
    path: '/worker/tasks/:id(\\d+)',
    component: () => import('./modules/worker/TaskPage.vue'),
    props: (route) => ({ id: Number(route.params.id) }),
    meta: { bare: true, title: 'kernel.worker' },
  },
  {
    path: '/worker/survey',
    component: () => import('./modules/survey/SurveyPhone.vue'),
    meta: { bare: true, staff: true, title: 'survey.title' },
  },
  {
    path: '/worker/survey/new',
    component: () => import('./modules/survey/SurveyNew.vue'),
    meta: { bare: true, staff: true, title: 'survey.propose' },
  },
  {
    path: '/desk/sensor-rules/:code?',
    component: () => import('./modules/sensors/RulesPage.vue'),
    props: (route) => ({ code: String(route.params.code ?? '') }),
    meta: { staff: true, title: 'sensors.rules.title' },
  },
  {
    path: '/desk/alarms',
    component: () => import('./modules/sensors/AlarmsPage.vue'),
    meta: { staff: true, title: 'sensors.alarms.title' },
  },
  {
    path: '/desk/devices/:code/charts',
    component: () => import('./modules/sensors/DeviceChartsPage.vue'),
    props: true,
    meta: { staff: true, title: 'sensors.device.charts' },
  },
  {
    path: '/desk/survey',
    component: () => import('./modules/survey/ReviewPage.vue'),
    meta: { staff: true, title: 'survey.desk' },
  },
  {
    path: '/desk/grids/:code?',
    component: () => import('./modules/grids/GridsPage.vue'),
    props: true,
    meta: { staff: true, title: 'grids.title' },
  },
  {
    path: '/desk/devices/:code?',
    component: () => import('./modules/devices/DevicesPage.vue'),
    props: true,
    meta: { staff: true, title: 'devices.title' },
  },
  {
    path: '/desk/cameras',
    component: () => import('./modules/vision/wall/CamerasPage.vue'),
    meta: { staff: true, title: 'vision.title' },
  },
  {
    path: '/desk/cameras/new',
    component: () => import('./modules/vision/editor/CameraEditorPage.vue'),
    props: { code: null },
    meta: { staff: true, title: 'vision.editor.add' },
  },
  {
    path: '/desk/cameras/:code',
    component: () => import('./modules/vision/editor/CameraEditorPage.vue'),
    props: true,
    meta: { staff: true, title: 'vision.editor.edit' },
  },
  {
    path: '/desk/review',
    component: () => import('./modules/vision/review/ReviewPage.vue'),
    meta: { staff: true, title: 'vision.review.title' },
  },
  {
    path: '/desk/models',
    component: () => import('./modules/vision/models/ModelsPage.vue'),
    meta: { staff: true, title: 'vision.models.title' },
  },
  {
    path: '/desk/heat',
    component: () => import('./modules/vision/heat/HeatPage.vue'),
    meta: { staff: true, title: 'vision.heat.title' },
  },
  {
    path: '/wall/cameras',
    component: () => import('./modules/vision/wall/WallCamerasPage.vue'),
    meta: { bare: true, dark: true, staff: true, title: 'vision.title' },
  },
  {
    path: '/report',
    component: () => import('./modules/report/ReportPage.vue'),
    meta: { bare: true, open: true, title: 'kernel.report' },
  },
  {
    path: '/report/:tracking',
    component: () => import('./modules/report/TrackingPage.vue'),
    props: true,
    meta: { bare: true, open: true, title: 'kernel.report' },
  },
  {
    path: '/mine',
    component: () => import('./modules/mine/MinePage.vue'),
    meta: { bare: true, title: 'mine.title' },
  },
  {
    path: '/registry/claims',
    component: () => import('./modules/mine/ClaimsPage.vue'),
    meta: { staff: true, title: 'mine.desk.title' },
  },
  {
    path: '/signin',
    component: () => import('./modules/access/SignInPage.vue'),
    meta: { bare: true, open: true, title: 'kernel.signIn' },
  },
  {
    path: '/admin/audit',
    component: () => import('./modules/access/audit/AuditPage.vue'),
    meta: { staff: true, title: 'access.audit.title' },
  },
  {
    path: '/admin/privacy',
    component: () => import('./modules/access/privacy/PrivacyPage.vue'),
    meta: { staff: true, title: 'access.privacy.title' },
  },
  {
    path: '/admin/policy/:part(versions|draft)?',
    component: () => import('./modules/access/policy/PolicyPage.vue'),
    props: true,
    meta: { staff: true, title: 'access.policy.title' },
  },
  {
    path: '/admin/policy/versions/:id(\\d+)',
    component: () => import('./modules/access/policy/VersionPage.vue'),
    props: (route) => ({ id: Number(route.params.id) }),
    meta: { staff: true, title: 'access.policy.title' },
  },
  {
    path: '/visits',
    component: () => import('./modules/registry/visits/VisitsPhone.vue'),
    meta: { bare: true, staff: true, title: 'registry.visits.title' },
  },
  {
    path: '/visits/:id(\\d+)',
    component: () => import('./modules/registry/visits/VisitPhone.vue'),
    props: (route) => ({ id: Number(route.params.id) }),
    meta: { bare: true, staff: true, title: 'registry.visits.title' },
  },
  {
    path: '/registry/visits',
    component: () => import('./modules/registry/visits/VisitsDesk.vue'),
    meta: { staff: true, title: 'registry.visits.title' },
  },
  {
    path: '/registry/doors/:id(\\d+)',
    component: () => import('./modules/registry/DoorFinder.vue'),
    props: (route) => ({ id: Number(route.params.id) }),
    meta: { staff: true, title: 'registry.nav.quarters' },
  },
  {
    path: '/registry/review',
    component: () => import('./modules/registry/review/ReviewPage.vue'),
    meta: { staff: true, title: 'registry.review.title' },
  },
  {
    path: '/registry/people',
    component: () => import('./modules/registry/search/PeoplePage.vue'),
    meta: { staff: true, title: 'registry.search.title' },
  },
  {
    path: '/registry/enterprises',
    component: () => import('./modules/registry/enterprises/EnterprisesPage.vue'),
    meta: { staff: true, title: 'registry.enterprises.title' },
  },
  {
    path: '/registry/enterprises/:id(\\d+)',
    component: () => import('./modules/registry/enterprises/EnterprisePage.vue'),
    props: (route) => ({ id: Number(route.params.id) }),
    meta: { staff: true, title: 'registry.enterprises.title' },
  },
  {
    path: '/registry/imports',
    component: () => import('./modules/registry/imports/ImportsPage.vue'),
    meta: { staff: true, title: 'registry.imports.title' },
  },
  {
    path: '/registry/rules',
    component: () => import('./modules/registry/rules/RulesPage.vue'),
    meta: { staff: true, title: 'registry.rules.title' },
  },
  {
    path: '/exports',
    component: () => import('./modules/access/exports/ExportsPage.vue'),
    meta: { staff: true, title: 'access.exports.title' },
  },
  {
    path: '/staff-only',
    component: () => import('./kernel/StaffOnlyPage.vue'),
    meta: { bare: true, open: true },
  },
  {
    path: '/account',
    component: () => import('./modules/access/AccountPage.vue'),
    meta: { title: 'access.account' },
  },
  {
    path: '/admin/:part(people|keys|sessions|organisation|looks)?',
    component: () => import('./modules/access/AdminPage.vue'),
    props: true,
    meta: { title: 'access.admin' },
  },
  {
    path: '/:rest(.*)',
    component: () => import('./kernel/NotFoundPage.vue'),
    meta: { bare: true, open: true },
  },
]

export const router = createRouter({ history: createWebHistory(), routes })

router.beforeEach(async (to) => {
  const session = useSession()
  if (session.person === undefined) await session.load().catch(() => {})
  if (to.path === '/') return session.home
  if (!to.meta.open && !session.person) {
    return { path: '/signin', query: to.fullPath === '/' ? {} : { next: to.fullPath } }
  }
  if (to.meta.staff && !session.worksHere) return '/staff-only'
  if (!to.meta.open && session.pending && to.path !== '/account') return '/account'
})

router.afterEach((to) => applyTheme(to.meta.dark ? 'dark' : undefined))
