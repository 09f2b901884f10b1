/* Material fetches the program of the search in the header and its index with every page: megabytes
   for a large dossier, of which most readers need nothing. Here both wait until a reader turns to the
   search. (Material has no setting for it; so its request and its worker themselves are held, before
   its script runs.) */

{
  const { open, send } = XMLHttpRequest.prototype;
  const { Worker } = window;
  const waiting = [];
  const held = new WeakSet();
  let wanted = false;

  XMLHttpRequest.prototype.open = function openOrHold(method, url, ...more) {
    if (!wanted && /\/search\/search_index\.json$/.test(url)) held.add(this);
    return open.call(this, method, url, ...more);
  };

  XMLHttpRequest.prototype.send = function sendOrHold(body) {
    if (!held.has(this)) return send.call(this, body);
    return wanted ? send.call(this, body) : void waiting.push(() => send.call(this, body));
  };

  /** Stands for a worker that is not there yet: keeps what it is told, and says what it says. */
  const lateWorker = (...begun) => {
    const late = new EventTarget();
    const told = [];
    late.postMessage = (...message) => void told.push(message);
    waiting.push(() => {
      const worker = new Worker(...begun);
      worker.addEventListener("message", ({ data }) => {
        late.dispatchEvent(new MessageEvent("message", { data }));
      });
      late.postMessage = (...message) => worker.postMessage(...message);
      told.forEach((message) => worker.postMessage(...message));
    });
    return late;
  };

  window.Worker = function beginOrHold(url, ...more) {
    const isHeld = !wanted && /\/workers\/search\.[^/]*\.js$/.test(url);
    return isHeld ? lateWorker(url, ...more) : new Worker(url, ...more);
  };

  const release = (event) => {
    if (!event.target.matches?.("[data-md-component=search-query]")) return;
    wanted = true;
    document.removeEventListener("focusin", release);
    waiting.splice(0).forEach((go) => go());
  };
  document.addEventListener("focusin", release);
}
