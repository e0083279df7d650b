/** As much of Swagger UI as the page uses: its bundle is loaded by a script tag and brings no types. */
interface SwaggerUi {
  preauthorizeApiKey(scheme: string, token: string): void;
  authActions: { authorize(authorized: object): void };
  authSelectors: { authorized(): { toJS(): object } };
  layoutActions: { show(part: string[], shown: boolean): void };
}

declare const SwaggerUIBundle: (options: Record<string, unknown>) => SwaggerUi;
