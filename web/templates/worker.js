// Keeps the forms of problem reports for the time without a network, and a report until it can be sent.
"use strict";
const KEPT = "sprava-{{ version }}";
const PATHS = {{ kept | tojson }};
const OFFLINE = {{ offline | tojson }};
importScripts(PATHS.find((path) => path.endsWith("/offline.js")));

self.addEventListener("install", (event) => {
  event.waitUntil(caches.open(KEPT).then((cache) => cache.addAll(PATHS)).then(() => self.skipWaiting()));
});
self.addEventListener("activate", (event) => {
  const gone = (names) => Promise.all(names.filter((name) => name !== KEPT).map((name) => caches.delete(name)));
  event.waitUntil(caches.keys().then(gone).then(() => self.clients.claim()));
});
self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (origin !== self.location.origin) return;
  if (request.method === "GET" && PATHS.includes(pathname)) {
    event.respondWith(fetch(request).catch(() => caches.match(pathname)));
  } else if (request.method === "GET" && request.mode === "navigate") {
    event.respondWith(fetch(request).catch(() => caches.match(OFFLINE)));
  } else if (request.method === "POST" && request.mode === "navigate" && PATHS.includes(pathname)) {
    event.respondWith(sendOrKeep(request, pathname));
  }
});
self.addEventListener("sync", (event) => event.waitUntil(reports.send()));

const sendOrKeep = async (request, pathname) => {
  const spare = request.clone();
  try {
    return await fetch(request);
  } catch {
    await reports.keep(pathname, await spare.formData());
    if (self.registration.sync) await self.registration.sync.register("reports").catch(() => {});
    return Response.redirect(OFFLINE, 303);
  }
};
