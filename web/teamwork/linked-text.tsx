/** Addresses that begin as web addresses do, up to a blank, a bracket, or Chinese punctuation. */
const address = /(https?:\/\/[^\s<>"'（）()，。；、]+)/g;

/** Text as it was typed, line breaks and all; only web addresses become links. */
export function LinkedText({ text }: { text: string }) {
  return (
    <>
      {text.split(address).map((part, at) =>
        at % 2 === 1 && URL.canParse(part) ? (
          <a key={at} href={part} target="_blank" rel="noopener noreferrer nofollow">
            {part}
          </a>
        ) : (
          part
        ),
      )}
    </>
  );
}
