const families = `
abigail: abby abbie gail
abraham: abe bram
albert: al bert bertie
alexander: alex alec sandy xander sasha
alexandra: alexa lexi sandra
alfred: alf alfie fred
amanda: mandy
andrew: andy drew
angela: angie
ann: anne annie anna nan nancy
anthony: tony ant
archibald: archie
arthur: art artie
augustus: gus
barbara: barb babs barbie
bartholomew: bart
beatrice: bea trixie
benjamin: ben benny benji
bernard: bernie
bradley: brad
bridget: biddy bridie
calvin: cal
cameron: cam
caroline: carrie caro carol
catherine: kate cathy kathy katherine kathryn catharine katie kitty kit cath
charles: charlie chas chuck
charlotte: lottie charley
christina: chris tina christine chrissy
christopher: kit topher
clarence: clarrie
claudia: claude
clifford: cliff
constance: connie
cornelius: neil corny
cynthia: cindy
daniel: dan danny
david: dave davey davy
deborah: debbie deb debra
dennis: denny
donald: don donnie
dorothy: dot dolly dottie dora
douglas: doug
edmund: ned ed
edward: eddie ted teddy ned ed
eleanor: nell ellie nora nellie ella
elizabeth: liz beth betty eliza lizzie bess bessie betsy libby elsie lisa elisabeth
emily: em emmy
emma: em
eugene: gene
evelyn: eve evie
ezekiel: zeke
florence: flo florrie
frances: fanny fran
francis: frank frankie
franklin: frank
frederick: fred freddie freddy fritz frederic
gabriel: gabe
geoffrey: geoff jeff jeffrey
george: georgie
gerald: gerry jerry
gilbert: gil bert
gregory: greg
harold: hal
harriet: hattie
helen: nell nellie ellen
henry: harry hank hal
herbert: herb bert
horace: horry
hugh: hughie
isaac: ike zac
isabella: bella isabel izzy
jacob: jake
jacqueline: jackie
james: jim jimmy jamie jem
jane: janey jenny janet
jennifer: jen jenny
jessica: jess jessie
joan: joanie
john: jack johnny jon jno
jonathan: jon
joseph: joe joey jos
josephine: jo josie
joshua: josh
judith: judy
katherine: kate
kenneth: ken kenny
kimberly: kim
laurence: larry lawrence laurie
leonard: len leo lenny
leslie: les
lewis: lew louis lou
lillian: lily lil
louisa: louise lou
lucas: luke
lucy: lucille
margaret: maggie meg peggy madge marge greta daisy margery
martha: patty mattie
mary: molly polly may mamie maria marie
matilda: tilly maud
matthew: matt
maurice: morris
maximilian: max
melissa: mel missy
michael: mike mick mickey micky
mildred: millie
nathaniel: nat nate nathan
nicholas: nick nicky nicolas
nicole: nicky
oliver: ollie
oscar: ossie
pamela: pam
patricia: pat patty tricia trish
patrick: paddy pat
penelope: penny
percival: percy
peter: pete
philip: phil phillip
rachel: rae
randolph: randy
raymond: ray
rebecca: becky becca
reginald: reg reggie
richard: dick rich rick ricky dickie
robert: bob rob bobby robbie bert
roderick: rod
roger: rodge
ronald: ron ronnie
rosemary: rosie rose
rudolph: rudy
rupert: rupe
russell: russ
samantha: sammy
samuel: sam sammy
sarah: sally sadie sara
sebastian: seb
sidney: sid sydney
simon: si
sophia: sophie
stanley: stan
stephen: steve steven stevie
stuart: stu stewart
susan: sue susie suzie susanna susannah
sylvester: sly
terence: terry
theodore: theo
theresa: tess terry tessa teresa
thomas: tom tommy thos
timothy: tim timmy
tobias: toby
valentine: val
victoria: vicky tori
vincent: vince vinny
virginia: ginny
walter: walt wally
wilfred: wilf
wilhelmina: mina minnie
william: bill will billy willie wm liam
winifred: winnie
zachary: zach zack
`;

/** Short forms of given names → the name that they stand for; the first family that has one keeps it. */
export const nicknames: readonly (readonly [short: string, long: string])[] = [
  ...new Map(
    families
      .trim()
      .split('\n')
      .toReversed()
      .flatMap((line) => {
        const [long = '', shorts = ''] = line.split(': ');
        return shorts.split(' ').map((short) => [short, long] as const);
      }),
  ),
];
