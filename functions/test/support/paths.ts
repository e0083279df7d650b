/** Where the customers are, as the app in process serves them. */
export const CUSTOMERS_PATH = '/api/crm/customers';

/** The same for who has a base that ends with `/api`. */
export const CUSTOMERS_BELOW_API = CUSTOMERS_PATH.slice('/api'.length);
