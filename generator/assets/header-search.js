/* Material fetches the index of the search in the header with every page: megabytes for a large
   dossier, of which most readers need nothing. Here that request waits until a reader turns to the
   search. (Material has no setting for it; so the request itself is held, before its script runs.) */

{
  const { open, send } = XMLHttpRequest.prototype;
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

  const release = (event) => {
    if (!event.target.matches?.("[data-md-component=search-query]")) return;
    wanted = true;
    document.removeEventListener("focusin", release);
    waiting.splice(0).forEach((request) => request());
  };
  document.addEventListener("focusin", release);
}
