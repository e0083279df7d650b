import { forTryingOut, type OpenApi } from './trying-out.ts';

/** Tells the other scripts of the page that the viewer is there. */
export type ViewerReady = CustomEvent<SwaggerUi>;

const api = document.body.dataset['api'] ?? '/api';
const response = await fetch(`${api}/openapi.json`);
const spec = forTryingOut((await response.json()) as OpenApi, api);

// The list comes first and is open, so that the first request is one click away.
if (location.hash === '') history.replaceState(null, '', '#/Customers/listCustomers');

const viewer = SwaggerUIBundle({
  spec,
  dom_id: '#viewer',
  deepLinking: true,
  tryItOutEnabled: true,
  displayRequestDuration: true,
  showCommonExtensions: true,
  defaultModelsExpandDepth: 0,
  validatorUrl: null,
  onComplete: () => {
    document.body.dataset['ready'] = 'true';
  },
});
document.dispatchEvent(new CustomEvent('viewer', { detail: viewer }));
