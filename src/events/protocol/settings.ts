/** The settings document that Segment's browser library reads first; it is told to send here. */
export function browserSettings(key: string, origin: URL): object {
  const enabled = { __default: { enabled: true } };
  return {
    integrations: {
      'Segment.io': {
        apiKey: key,
        apiHost: `${origin.host}/v1`,
        protocol: origin.protocol.replace(':', ''),
        unbundledIntegrations: [],
        addBundledMetadata: false,
        maybeBundledConfigIds: {},
        versionSettings: { version: '4.4.7', componentTypes: ['browser'] },
      },
    },
    plan: {
      track: { __default: { enabled: true, integrations: {} } },
      identify: enabled,
      group: enabled,
    },
    edgeFunction: {},
    analyticsNextEnabled: true,
    middlewareSettings: {},
    enabledMiddleware: {},
    metrics: { sampleRate: 0 },
    legacyVideoPluginsEnabled: false,
    remotePlugins: [],
  };
}

/** The same for RudderStack's browser library. */
export function sourceConfig(key: string, source: { id: string; name: string }): object {
  const off = { enabled: false };
  return {
    source: {
      id: source.id,
      name: source.name,
      writeKey: key,
      enabled: true,
      workspaceId: 'clientele',
      config: { statsCollection: { errors: off, metrics: off } },
      destinations: [],
      connections: [],
      dataplanes: {},
    },
  };
}
