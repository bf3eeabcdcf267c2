/* Phrases of replies by intent, in seven languages; folded as mail/phrases.h says (no accents, no
 * apostrophes). */
#include "mail/intent_phrases.h"

static const PhraseEntry TABLE[] = {
    /* English */
    { INTENT_TAG(INTENT_STOP, 3),
      "unsubscri~;remove me;take me off;take us off;take my|our name|email|address|contact * off;"
      "remove my|our|us|this name|email|address|company|contact|details|from;please remove;remove "
      "us;"
      "delete me;delete my|our|all data|email|address|details|contact|information|personal;"
      "stop emailing|mailing|contacting|sending|writing|messaging|calling|bothering|spamming|"
      "pestering|harassing;stop this|these|the|your|with emails|messages|mails|emailing|spam;"
      "stop this;stop it;^ stop;stop $;please stop;stop all;"
      "do not|dont contact|email|mail|write|message|call|bother|send;never contact|email|write;"
      "do not|dont ever * contact|email|write|send;"
      "no more emails|email|mails|messages|contact|mail|follow|mailings|letters;"
      "no further emails|email|contact|messages|communication|correspondence|mails;"
      "leave me|us alone;opt out;opt me|us out;opting out;cease and desist;cease all|any|contact~|"
      "sending;cease * contact|communication|emailing;off your|this|the * list;off of * list;"
      "not|never want|wish to receive|hear|get|be contacted;dont want * emails|email|messages|mail;"
      "no longer wish|want to;do not wish to;not wish * contacted|receive|hear;"
      "not be contacted;not contact me|us|again;not email me|us|again;not write to me|us;"
      "do not contact list;lose my|this number|email|address;quit "
      "emailing|sending|writing|mailing|contacting|spamming;"
      "gdpr|ccpa * delete|erase|erasure|removal|request;erase my|all|our;right to erasure|object;"
      "withdraw * consent;revoke * consent;blacklist|blocklist me|us;block you|your;blocking you;"
      "reported|marked|reporting|marking|flagged * spam;report * spam|you;unsolicited;"
      "enough * emails|messages|already;no solicit~;not consent~;didnt|did not sign "
      "up|consent|subscribe|opt|ask;"
      "never signed up|asked|subscribed|opted|consented;how did you get my;not interested * stop;"
      "discontinue * emails|contact|messages|correspondence|communication;"
      "end|terminate * correspondence|communication;go away;get lost;buzz off;piss off;fuck off;"
      "drop|strike|scratch|cross|purge|wipe me|us|my|our|name * list|off|database|records|system;"
      "remove from * list|database|mailing;remove * list|database;refrain from;desist;"
      "not to be contacted|emailed|called;wish to be removed;want to be removed|off|out;"
      "be removed from;like to be removed;ask you to stop|remove;asked you to stop|not|remove;"
      "told you to stop|not;kindly remove|stop|delete|unsub~;out of your * list|database|system;"
      "unsub;un subscribe;stop $;no thanks stop;do not disturb;dont disturb;not disturb;"
      "last email|message you|i want|we want;cut it out;knock it off;give it a rest;"
      "not message|text|call me|us" },
    { INTENT_TAG(INTENT_STOP, 2),
      "too many emails|messages|mails;keep emailing|sending|writing|contacting|spamming;"
      "bombard~;spam;spamming;spammer;harass~;pester~;badger~;junk mail;mailing list;your list;"
      "stop;remove;removed" },
    { INTENT_TAG(INTENT_HOSTILE, 3),
      "fuck~;bullshit;asshole;bastard~;idiot~;moron~;scammer~;scam;go to hell;shove it;"
      "sue you;legal action;my lawyer|lawyers|attorney|solicitor;our lawyer|lawyers|attorney;"
      "lawsuit;how dare you;disgusting;pathetic;waste of * time;arschloch;verpiss~;anwalt;"
      "rechtsanwalt;abmahnung;anzeige * erstatten;unverschamt~;frechheit;mon avocat;"
      "porter plainte;foutez|fous * paix;connard~;abogado;denuncia~;vete a;hijo de puta;cabron;"
      "mierda;vergogna~;vaffanculo;avvocato" },
    { INTENT_TAG(INTENT_HOSTILE, 2), "shut up;screw you;ridiculous;shame on;report you;"
                                     "crap;sick of;fed up with;annoying" },
    { INTENT_TAG(INTENT_NOT_INTERESTED, 3),
      "not interested;no interest;arent|isnt|not|wont|never be|really|currently|at interested;"
      "no thanks;no thank you;not for us|me;isnt for us|me;not a fit|match;not a good|right "
      "fit|match;"
      "not the right fit|match;we|well|ill pass;going to pass;have to pass;have to decline;"
      "respectfully decline;decline your|the|this;not relevant|needed|required;dont need|require;"
      "do not need|require;no need|requirement for|at|of|currently;not need this|your|it|any;"
      "already have a|an|our|someone|something|solution|provider|vendor|supplier;"
      "already using|use|work|working|signed|chose|chosen|decided|went;"
      "happy|satisfied|content with * current|existing|provider|supplier|vendor|solution|setup;"
      "gone with|went with|chose|chosen|decided on|selected "
      "another|someone|different|other|competitor;"
      "decided to go|not|against;not looking for|to;not in the market;not something we|i;"
      "not pursuing|moving forward|proceeding;wont be moving|proceeding|needing|going;"
      "not be moving|proceeding|needing|pursuing;going * different direction;not considering;"
      "doesnt fit|apply|suit;does not fit|apply|suit;all set;were good;we are good;im good thanks;"
      "thanks but no;not at all interested" },
    { INTENT_TAG(INTENT_NOT_NOW, 3),
      "not now;not right now;not at this|the time|moment|stage|point;not at present;bad|wrong "
      "time|timing;"
      "not a good|the time|right|moment;not the right|best time|moment;timing isnt|is|not|off;"
      "next quarter|year|month|spring|summer|autumn|fall|budget;in q1|q2|q3|q4;"
      "check|circle|reach|get|come|touch|follow|ping|try back|base|again|up|in|out * "
      "in|after|next|later|"
      "q1|q2|q3|q4|january|february|march|april|may|june|july|august|september|october|november|"
      "december|weeks|months;later this|in|on year|the|quarter|month;revisit;"
      "no budget|bandwidth|capacity;budget * frozen|freeze|spent|gone|exhausted|next;"
      "too busy|swamped;swamped;snowed under;on hold;hold off;postpone~;put * back burner;"
      "contract * until|expires|ends|runs|renew~;locked in * until|for|contract;"
      "after the|my holidays|summer|new|vacation|easter|christmas|launch|merger|migration;"
      "not before|until next|q1|q2|q3|q4|january|march|spring|autumn|fall|summer|after|later;"
      "talk|speak|reconnect|connect|chat * later|next|again * "
      "year|quarter|month|few|couple|months|weeks;"
      "in a few|couple|six|three|two of|months|weeks;maybe later;perhaps later;down the "
      "road|line" },
    { INTENT_TAG(INTENT_REFERRAL, 3),
      "not the right|best|correct|appropriate person|contact|one;wrong person|contact|department;"
      "right|best|better|correct|appropriate person|contact * is|would|to|for;"
      "reach out to my|our;contact|email|try|ask|talk|speak|write my|our|with|to "
      "colleague|manager|boss|"
      "director|head|team|cto|cfo|ceo|coo|cmo|assistant|procurement|purchasing|partner;"
      "forwarded|forwarding|forward|passed|passing|passing|sent|shared * to|on|with * "
      "to|my|our|colleague|team;"
      "ccing|cced|copying|copied|looping|looped|cc;im|ive copied|cced|copying|looping;"
      "handles|handle|manages|oversees|looks|deals|responsible|charge * "
      "this|that|these|for|of|after|with;"
      "in charge of;responsible for;should talk|speak|contact|reach|write|be;took over;taken over;"
      "no longer * with|at|in|responsible|handle|handling|work|role;moved to * "
      "role|team|department;"
      "get in touch with;please contact|email|write|reach;you should contact|reach|speak|talk;"
      "put you in touch;connect you with;introduce you to;passed * along;falls under;refer you "
      "to" },
    { INTENT_TAG(INTENT_MEETING, 3),
      "lets|let us "
      "meet|talk|chat|speak|schedule|set|book|find|connect|do|jump|hop|have|arrange|catch;"
      "schedule|book|arrange|set|organize|organise|find|grab * "
      "call|meeting|demo|time|slot|chat|appointment;"
      "happy|glad|free|available to meet|talk|chat|speak|jump|hop|have;"
      "send * invite|invitation|calendar|link;calendar invite|link;calendly;my "
      "calendar|availability;"
      "free|available "
      "on|at|next|this|tomorrow|monday|tuesday|wednesday|thursday|friday|between|after|any;"
      "call me "
      "on|at|tomorrow|monday|tuesday|wednesday|thursday|friday|next|back|this|after|any|around|"
      "between;"
      "give me * call|ring|buzz;works for me|us;work for me|us;suits me|us;meet on|at|next|in|up;"
      "how about|does monday|tuesday|wednesday|thursday|friday|tomorrow|next|this;"
      "monday|tuesday|wednesday|thursday|friday|tomorrow * "
      "works|suits|fine|good|ok|okay|at|morning|afternoon;"
      "book * demo;see you on|at|then|tomorrow|monday|tuesday|wednesday|thursday|friday;"
      "15|20|30|45|60 minutes|min|mins;quick call|chat;speak|talk on "
      "monday|tuesday|wednesday|thursday|friday;"
      "set up a|time|some;set something up;when are you|can free|available|we;zoom;teams "
      "call|meeting" },
    { INTENT_TAG(INTENT_INTERESTED, 3),
      "im|i am|were|we are|be|very|definitely|quite interested;interested in;sounds good|great|"
      "interesting|useful|promising;looks good|great|interesting|useful|promising;tell me|us more;"
      "send * "
      "more|over|info|information|details|deck|brochure|pricing|proposal|quote|overview|over;"
      "love|like to learn|hear|know|see|try|explore|discuss|understand;keen to;curious to|about;"
      "more info|information|details;would like to|a know|learn|hear|see|try|discuss|proceed|quote;"
      "count me|us in;lets do|go|proceed|move;lets do it;sign me|us up;want to "
      "try|buy|order|proceed|know|learn|see|start;"
      "please proceed|go;next steps;how do we|i start|proceed|begin|sign|get;move forward|ahead;"
      "ready to|for buy|start|sign|proceed|order;exactly what we|i;yes please;go ahead;worth "
      "exploring|a|discussing;"
      "share more|your|the|details|info;id like|love to|that|this" },
    { INTENT_TAG(INTENT_QUESTION, 2),
      "what is|are|does|would|do|about|kind|makes|happens|s;whats;how "
      "much|many|does|do|is|are|would|long|can|"
      "will|about|exactly|secure|often;does it|this|your|the|that;do you "
      "have|offer|support|integrate|provide|"
      "also|work|know|do|ship|store;can|could you|it|we|i|your "
      "explain|clarify|integrate|tell|handle|support|"
      "do|send|use|work|be|also|export|import|elaborate|confirm;is it|there|this|that|your|the "
      "possible|a|an|"
      "any|available|compatible|compliant|included|secure|hosted;which * "
      "do|does|is|are|plan|version;"
      "where is|are|do|does|did;why is|are|do|does|would|should|did;who "
      "is|are|else|do;price|pricing|cost|costs;"
      "what s|exactly;are you|there|your "
      "compliant|certified|able|gdpr|iso|a|any;question;questions" },
};

const PhraseEntry *
intent_phrase_table(gsize *ret_count)
{
    *ret_count = G_N_ELEMENTS(TABLE);
    return TABLE;
}
