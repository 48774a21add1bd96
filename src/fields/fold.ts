/** Traditional and Japanese forms of the characters that headers and choices use, with their simplified form. */
const traditional = `稱称 電电 話话 郵邮 編编 號号 碼码 聯联 絡络 繫系 職职 務务 業业 區区 縣县 國国 别别 別别 齡龄 產产 営营 營营 圍围 範范 額额 資资 費费
稅税 開开 戶户 銀银 帳账 帐账 賬账 證证 認认 註注 冊册 單单 員员 數数 學学 歷历 層层 級级 點点 會会 購购 買买 頻频 愛爱 興兴 趣趣 類类 標标 籤签 備备
設设 狀状 態态 傳传 真真 機机 構构 負负 責责 聲声 網网 鏈链 維维 覽览 動动 實实 繳缴 時时 間间 條条 規规 參参 與与 質质 訂订 賣卖 價价 處处 辦办
樓楼 鄉乡 鎮镇 灣湾 東东 廣广 長长 門门 龍龙 華华 軟软 體体 醫医 療疗 藥药 農农 際际 貿贸 運运 輸输 車车 飯饭 館馆 誌志 識识 變变 進进 這这 個个
們们 記记 錄录 檢检 驗验 評评 權权 陸陆 場场 貨货 積积 儲储 慣惯 應应 總总 經经 統统 濟济 稱称 項项 報报 銷销 領领 導导 團团 創创 辦办 擇择`;

const simplifiedOf = new Map(traditional.split(/\s+/).map((pair) => [pair.charAt(0), pair.charAt(1)]));

const bracketed =
  /\([^()]*\)|\[[^[\]]*\]|\{[^{}]*\}|<[^<>]*>|【[^【】]*】|〔[^〔〕]*〕|「[^「」]*」|《[^《》]*》/g;

/** The longest text that is looked at; what follows is cut off, so that hostile headers cost nothing. */
const longest = 200;

const clean = /^[a-z0-9\u4e00-\u9fff]*$/;

/** Width, case, spaces and punctuation folded away: `' Company_Name：'` → `companyname`. Traditional characters of headers become simplified. */
export function foldText(text: string): string {
  const short = text.slice(0, longest);
  const plain = clean.test(short)
    ? short
    : short
        .normalize('NFKC')
        .toLowerCase()
        .replace(/[^\p{L}\p{N}\p{M}]/gu, '');
  return simplify(plain);
}

/** By character and without a regular expression: the index of the trees folds ten thousand names. */
function simplify(text: string): string {
  let changed = '';
  let from = 0;
  for (let i = 0; i < text.length; i += 1) {
    const simple = text.charCodeAt(i) < 0x4e00 ? undefined : simplifiedOf.get(text.charAt(i));
    if (simple === undefined) continue;
    changed += text.slice(from, i) + simple;
    from = i + 1;
  }
  return from === 0 ? text : changed + text.slice(from);
}

const longestHeader = 100;

/** A header in the forms in which it is looked up, and what stood in its brackets. */
export interface FoldedHeader {
  /** Everything kept, brackets' content too: `registeredcapital万元`. */
  readonly full: string;
  /** Without brackets and their content. */
  readonly bare: string;
  /** `bare` without digits: `Phone 1 - Value` → `phonevalue`. */
  readonly wordsOnly: string;
  /** The contents of the brackets, width folded: `['万元']`. */
  readonly hints: readonly string[];
}

/** Folds a header for look-up. */
export function foldHeader(header: string): FoldedHeader {
  const text = header.slice(0, longestHeader).normalize('NFKC');
  const hints = (text.match(bracketed) ?? [])
    .map((part) => part.slice(1, -1).trim())
    .filter((part) => part !== '');
  const bare = foldText(text.replace(bracketed, ' '));
  return { full: foldText(text), bare, wordsOnly: bare.replace(/\p{N}/gu, ''), hints };
}
