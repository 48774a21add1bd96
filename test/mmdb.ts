/** A database of places in MaxMind's format that knows one network of 8 bits, as a file's bytes. */
export function makePlaces(network: number, place: object): Buffer {
  // A tree of eight nodes, one for each bit; a record of 24 bits is a node, "nothing" (the number of nodes), or a place.
  const nodes = 96 + 8;
  const tree = Buffer.alloc(nodes * 6);
  for (let node = 0; node < nodes; node += 1) {
    const bit = node < 96 ? 0 : (network >> (103 - node)) & 1;
    const next = node === nodes - 1 ? nodes + 16 : node + 1;
    tree.writeUIntBE(bit === 0 ? next : nodes, node * 6, 3);
    tree.writeUIntBE(bit === 1 ? next : nodes, node * 6 + 3, 3);
  }
  const about = {
    node_count: nodes,
    record_size: 24,
    ip_version: 6,
    database_type: 'Test-City',
    languages: ['en'],
    binary_format_major_version: 2,
    binary_format_minor_version: 0,
    build_epoch: 1,
    description: {},
  };
  const mark = Buffer.concat([Buffer.from([0xab, 0xcd, 0xef]), Buffer.from('MaxMind.com')]);
  return Buffer.concat([tree, Buffer.alloc(16), encode(place), mark, encode(about)]);
}

/** A value in the format's own writing: control byte with type and size, then the value. */
function encode(value: unknown): Buffer {
  if (typeof value === 'string') {
    const bytes = Buffer.from(value);
    return Buffer.concat([head(2, bytes.length), bytes]);
  }
  if (typeof value === 'number') {
    const bytes = Buffer.alloc(4);
    bytes.writeUInt32BE(value);
    return Buffer.concat([head(6, 4), bytes]);
  }
  if (Array.isArray(value)) return Buffer.concat([Buffer.from([value.length, 4]), ...value.map(encode)]);
  const entries = Object.entries(value ?? {});
  return Buffer.concat([
    head(7, entries.length),
    ...entries.flatMap(([key, one]) => [encode(key), encode(one)]),
  ]);
}

const head = (type: number, size: number): Buffer => Buffer.from([(type << 5) | size]);
