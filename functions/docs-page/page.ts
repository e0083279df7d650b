import { heedStatus, keepSignIn, sendWithEnter } from './manners.ts';
import { forTryingOut, type OpenApi } from './trying-out.ts';

/** Tells the other scripts of the page that the viewer is there. */
export type ViewerReady = CustomEvent<SwaggerUi>;

const api = document.body.dataset['api'] ?? '/api';
const response = await fetch(`${api}/openapi.json`);
const spec = forTryingOut((await response.json()) as OpenApi, api);

/** What a link into the page names. The viewer scrolls to it. */
const linked = location.hash !== '';

const viewer = SwaggerUIBundle({
  spec,
  dom_id: '#viewer',
  deepLinking: true,
  tryItOutEnabled: true,
  displayRequestDuration: true,
  showCommonExtensions: true,
  defaultModelsExpandDepth: 0,
  validatorUrl: null,
  responseInterceptor: (answer: { status: number }) => {
    heedStatus(answer.status);
    return answer;
  },
  onComplete: () => {
    // The list comes first and is open, so that the first request is one click away; the page begins at its beginning.
    if (!linked) viewer.layoutActions.show(['operations', 'Customers', 'listCustomers'], true);
    document.body.dataset['ready'] = 'true';
  },
});
keepSignIn(viewer);
sendWithEnter();
document.dispatchEvent(new CustomEvent('viewer', { detail: viewer }));
