import { expect, it } from 'vitest';
import { firebaseEnvironment, leaveProxiesOut, suiteEnvironment } from '../../scripts/suite-environment.ts';

it('lets nothing into the suite that leads to a real project', () => {
  const environment = suiteEnvironment({
    HOME: '/home/someone',
    GOOGLE_APPLICATION_CREDENTIALS: '/home/someone/key.json',
    FIREBASE_TOKEN: 'secret',
    GCLOUD_PROJECT: 'real',
    GOOGLE_CLOUD_PROJECT: 'real',
    FIRESTORE_EMULATOR_HOST: 'elsewhere:1',
  });
  expect(environment).toMatchObject({
    HOME: '/home/someone',
    GCLOUD_PROJECT: 'demo-crm',
    GOOGLE_CLOUD_PROJECT: 'demo-crm',
    FIRESTORE_EMULATOR_HOST: '127.0.0.1:8080',
    FIREBASE_AUTH_EMULATOR_HOST: '127.0.0.1:9099',
  });
  expect(environment).not.toHaveProperty('GOOGLE_APPLICATION_CREDENTIALS');
  expect(environment).not.toHaveProperty('FIREBASE_TOKEN');
});

it('puts this project’s Node and the Java that was found before those of the machine', () => {
  const { PATH } = firebaseEnvironment({ PATH: '/usr/bin' }, '/opt/java/bin', {});
  expect(PATH).toMatch(/node_modules\/\.bin:\/opt\/java\/bin:\/usr\/bin$/);
});

it('lets no proxy into the suite, and none of its scripts ask one for this machine', () => {
  const proxies = {
    HTTP_PROXY: 'x',
    https_proxy: 'x',
    ALL_PROXY: 'x',
    no_proxy: 'x',
    NODE_USE_ENV_PROXY: '1',
  };
  expect(Object.keys(suiteEnvironment(proxies)).filter((name) => /proxy/i.test(name))).toEqual([]);
  const own: NodeJS.ProcessEnv = { HTTPS_PROXY: 'http://proxy', NO_PROXY: 'intern.example' };
  leaveProxiesOut(own);
  expect(own).toEqual({
    HTTPS_PROXY: 'http://proxy',
    NO_PROXY: 'intern.example,127.0.0.1,localhost,::1',
    no_proxy: 'intern.example,127.0.0.1,localhost,::1',
  });
});
