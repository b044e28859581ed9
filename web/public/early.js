// Runs before the first paint, so that a dark screen never flashes white.
document.documentElement.classList.toggle(
  'dark',
  location.pathname.startsWith('/wall') || localStorage.getItem('yiwang.theme') === 'dark',
)
