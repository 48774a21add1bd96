// Sends with the client libraries that people use, unmodified, to the server at the first argument with the write key of the second.
import { createRequire } from 'node:module';

import { Analytics } from '@segment/analytics-node';
import { PostHog } from 'posthog-node';

const require = createRequire(import.meta.url);
const LegacyAnalytics = require('analytics-node');
const RudderAnalytics = require('@rudderstack/rudder-sdk-node');
const { jitsuAnalytics } = require('@jitsu/js');

const [host, writeKey] = process.argv.slice(2);

async function sendSegment() {
  const analytics = new Analytics({ writeKey, host, path: '/v1/batch' });
  analytics.identify({
    userId: 'segment',
    traits: { name: 'Sally Segment', email: 'sally@segment.example' },
  });
  analytics.track({ userId: 'segment', event: 'Called', properties: { minutes: 3 } });
  analytics.group({ userId: 'segment', groupId: 'acme', traits: { name: 'Acme Corporation' } });
  await analytics.closeAndFlush();
}

async function sendLegacy() {
  const analytics = new LegacyAnalytics(writeKey, { host });
  analytics.track({ userId: 'legacy', event: 'Called' });
  await new Promise((done, fail) => analytics.flush((error) => (error ? fail(error) : done())));
}

async function sendRudder() {
  const analytics = new RudderAnalytics(writeKey, { dataPlaneUrl: host, gzip: true, flushInterval: 50 });
  analytics.track({ userId: 'rudder', event: 'Called', properties: { revenue: 12.5, currency: 'EUR' } });
  await analytics.flush();
}

async function sendPostHog() {
  const client = new PostHog(writeKey, { host, disableGeoip: true });
  client.capture({ distinctId: 'posthog', event: 'Called', properties: { minutes: 3 } });
  client.identify({ distinctId: 'posthog', properties: { email: 'paul@posthog.example' } });
  await client.shutdown();
}

// Its keys are of two parts; what stands behind the colon is not looked at.
async function sendJitsu() {
  const analytics = jitsuAnalytics({ host, writeKey: `${writeKey}:any` });
  await analytics.identify('jitsu', { email: 'jo@jitsu.example' });
  await analytics.track('Called', { minutes: 3 });
}

await Promise.all([sendSegment(), sendLegacy(), sendRudder(), sendPostHog(), sendJitsu()]);
process.exit(0);
