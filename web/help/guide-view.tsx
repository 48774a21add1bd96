import { Anchor, Code } from '@mantine/core';
import { Fragment, type ReactNode } from 'react';
import { Link } from 'wouter';
import type { Block, Guide, Part } from './guide.ts';
import classes from './help.module.css';

/** `query.md` is a guide of its own; other places of the repository are not in the application. */
function GuideLink({ href, children }: { href: string; children: ReactNode }) {
  const name = /^(?<name>[a-z]+)(?:\.zh-CN)?\.md$/.exec(href)?.groups?.['name'];
  if (name !== undefined) {
    return (
      <Anchor component={Link} href={`/help/${name}`}>
        {children}
      </Anchor>
    );
  }
  if (!/^https?:\/\//.test(href)) return <>{children}</>;
  return (
    <Anchor href={href} target="_blank" rel="noreferrer">
      {children}
    </Anchor>
  );
}

function PartView({ part }: { part: Part }) {
  if ('text' in part) return part.is === 'code' ? <Code>{part.text}</Code> : <>{part.text}</>;
  const inner = <Parts parts={part.parts} />;
  if (part.is === 'link') return <GuideLink href={part.href}>{inner}</GuideLink>;
  return part.is === 'strong' ? <strong>{inner}</strong> : <em>{inner}</em>;
}

// The pieces of a text never change their places.
function Parts({ parts }: { parts: readonly Part[] }) {
  return parts.map((part, at) => <PartView key={at} part={part} />);
}

/** The head of a column; one that says nothing is none. */
function HeadCell({ parts }: { parts: readonly Part[] }) {
  if (parts.length === 0) return <td>{'\u00A0'}</td>;
  return (
    <th scope="col">
      <Parts parts={parts} />
    </th>
  );
}

function Table({ block }: { block: Extract<Block, { is: 'table' }> }) {
  return (
    <div className={classes['table']}>
      <table>
        <thead>
          <tr>
            {block.head.map((parts, at) => (
              <HeadCell key={at} parts={parts} />
            ))}
          </tr>
        </thead>
        <tbody>
          {block.rows.map((row, at) => (
            <tr key={at}>
              {row.map((parts, place) => (
                <td key={place}>
                  <Parts parts={parts} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function BlockView({ block, guide }: { block: Block; guide: Guide }) {
  if (block.is === 'code') {
    return (
      <pre className={classes['code']}>
        <code>{block.text}</code>
      </pre>
    );
  }
  if (block.is === 'picture') {
    return (
      <img className={classes['picture']} src={guide.pictures[block.at]} alt={block.alt} loading="lazy" />
    );
  }
  if (block.is === 'table') return <Table block={block} />;
  if (block.is === 'list') {
    const List = block.ordered ? 'ol' : 'ul';
    return (
      <List>
        {block.items.map((blocks, at) => (
          <li key={at}>
            <Blocks blocks={blocks} guide={guide} />
          </li>
        ))}
      </List>
    );
  }
  const inner = <Parts parts={block.parts} />;
  if (block.is === 'paragraph') return <p>{inner}</p>;
  return block.level <= 2 ? <h2>{inner}</h2> : <h3>{inner}</h3>;
}

function Blocks({ blocks, guide }: { blocks: readonly Block[]; guide: Guide }) {
  return blocks.map((block, at) => (
    <Fragment key={at}>
      <BlockView block={block} guide={guide} />
    </Fragment>
  ));
}

/** A guide as a part of a page; its title stands above it. */
export function GuideView({ guide }: { guide: Guide }) {
  return (
    <div className={classes['guide']}>
      <Blocks blocks={guide.blocks} guide={guide} />
    </div>
  );
}
