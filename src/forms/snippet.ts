/**
 * What a page of another site loads to show a form: a frame in the script's place that grows with what is in it. The page's
 * address, where its reader came from and the id that tracking gave the browser go along behind #, which no server logs.
 */
export function writeSnippet(form: string): Response {
  const code = `(function () {
  var script = document.currentScript;
  if (!script) return;
  var base = new URL(script.src);
  var known = '';
  try { known = JSON.parse(localStorage.getItem('ajs_anonymous_id') || '""'); } catch (error) { known = ''; }
  var about = new URLSearchParams({ page: location.href, referrer: document.referrer, anonymous: typeof known === 'string' ? known : '' });
  var frame = document.createElement('iframe');
  var language = script.getAttribute('data-lang') || '';
  frame.src = base.origin + '/f/' + ${JSON.stringify(form)} + '?embed=1' + (language ? '&lang=' + encodeURIComponent(language) : '') + '#' + about;
  frame.title = script.getAttribute('data-title') || 'Form';
  frame.style.cssText = 'width:100%;border:0;min-height:320px;display:block';
  script.parentNode.insertBefore(frame, script.nextSibling);
  window.addEventListener('message', function (event) {
    if (event.source !== frame.contentWindow || event.origin !== base.origin || !event.data) return;
    var height = Number(event.data.clienteleFormHeight);
    if (height > 0 && height < 20000) frame.style.height = Math.ceil(height) + 'px';
  });
})();
`;
  return new Response(code, {
    headers: {
      'content-type': 'text/javascript; charset=utf-8',
      'cache-control': 'public, max-age=3600',
      'cross-origin-resource-policy': 'cross-origin',
      'x-content-type-options': 'nosniff',
    },
  });
}
