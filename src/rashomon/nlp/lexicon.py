"""Words that carry a sign, a direction, a stance or doubt; our own lists, keyed by lemma.

Lemmas are those of `nlp.lemmas` (American spelling). Verbs with a fixed particle are written with
a space ("bring about"). Look a word up as it stands in lower case, then by its lemma: the lemma of
a comparative loses its direction, so `CHANGE_ADJECTIVES` and `ANTONYMS` list comparatives too.
"""

from collections.abc import Mapping


def _signed(*, up: str, down: str) -> Mapping[str, int]:
    """Join two lists, entries parted by commas, into one table of signs."""
    return {**dict.fromkeys(_words(up), 1), **dict.fromkeys(_words(down), -1)}


def _words(text: str) -> tuple[str, ...]:
    return tuple(" ".join(entry.split()) for entry in text.split(",") if entry.strip())


# What the subject does to the object: 1 brings it about or raises it, -1 prevents or lowers it.
CAUSATIVE: Mapping[str, int] = _signed(
    up="""accelerate, advance, aggravate, amplify, animate, anger, arouse, augment, awaken, beget,
    bolster, boost, breed, bring, bring about, bring back, broaden, build, buoy, buttress, catalyze,
    cause, cement, compound, consolidate, contribute to, create, deepen, dictate, double, draw,
    drive, drive up, elevate, elicit, embolden, enable, encourage, engender, enhance, enlarge,
    enrage, enrich, entail, entrench, escalate, exacerbate, excite, expand, expedite, expose,
    extend, facilitate, fan, feed, finance, force, force up, fortify, foster, fuel, fund, further,
    galvanize, generate, give rise to, grow, hasten, heighten, help, ignite, improve, incite,
    increase, induce, inflame, inflate, influence, infuriate, inject, inspire, instigate, intensify,
    invigorate, invite, jump-start, justify, kick-start, kindle, launch, lead to, lengthen,
    legitimize, lift, magnify, make, mobilize, motivate, multiply, normalize, nourish, nurture,
    occasion, open, perpetuate, power, precipitate, produce, prolong, promote, prompt, propel,
    provoke, push up, quicken, radicalize, raise, rally, reinforce, reinvigorate, rekindle, reopen,
    restart, restore, result in, revive, reward, secure, send up, set off, shape, sharpen, solidify,
    spark, spawn, speed, speed up, spell, spread, spur, stabilize, steel, stimulate, stir, stir up,
    stoke, strengthen, support, sustain, swell, tighten, touch off, trigger, triple, unify, unite,
    unleash, uphold, usher in, validate, vindicate, warrant, whet, whip up, widen, worsen, yield,
    ensure, guarantee, inflict, impose, bankroll, underpin, underwrite, preserve, protect, prop up,
    empower, entice, embitter, alarm, force through, push, attract, necessitate, sow, seed""",
    down="""abate, abolish, allay, alleviate, annul, arrest, avert, avoid, ban, bar, block, blunt,
    break, break up, bring down, calm, cap, check, choke, choke off, close, collapse, compromise,
    constrain, contain, contract, cool, counter, counteract, cripple, crush, curb, curtail, cut,
    cut back, cut off, damage, dampen, debilitate, decimate, decrease, defer, deflate, defuse,
    degrade, delay, delegitimize, demolish, demoralize, depress, derail, destabilize, destroy,
    deter, devalue, devastate, diminish, disable, discourage, discredit, disrupt, dilute, divide,
    dim, drain, drive down, drive out, dull, ease, eliminate, end, endanger, erase, erode, eviscerate,
    exhaust, extinguish, fend off, foil, foreclose, forestall, foul, fracture, freeze, frustrate,
    halt, halve, hamper, hamstring, harm, hinder, hobble, hold back, hurt, imperil, impair, impede,
    impoverish, inhibit, injure, interrupt, jeopardize, kill, lessen, limit, lower, mar, minimize,
    mitigate, moderate, muffle, mute, neutralize, nullify, obstruct, obviate, overthrow, paralyze,
    postpone, preclude, preempt, prevent, prohibit, push down, put off, quash, quell, quench, reduce,
    repel, repress, restrain, restrict, retard, reverse, rob, rollback, roll back, ruin, rupture,
    sabotage, sap, scuttle, shatter, shorten, shrink, silence, sink, slash, slow, slow down, smother,
    soften, soothe, split, spoil, stall, starve, stave off, stem, stifle, stop, strain, strangle, stunt,
    subdue, suppress, suspend, tame, tarnish, temper, thin, threaten, thwart, topple, torpedo, undercut,
    undermine, undo, unravel, unsettle, upend, upset, violate, weaken, weigh on, wipe out, wreck,
    withhold, ward off, scare off, complicate, deprive, shut, shut down, stymie, crimp, tank""",
)

# What the subject does to an actor's position.
BENEFIT: Mapping[str, int] = _signed(
    up="""advantage, aid, advance, arm, assist, bail out, benefit, bless, bolster, boost, buoy, cheer,
    comfort, elevate, embolden, empower, encourage, enrich, favor, fortify, free, gratify, hearten,
    help, help out, legitimize, liberate, profit, promote, prop up, protect, reassure, rehabilitate,
    rescue, reward, save, serve, shield, spare, stabilize, strengthen, suit, support, sustain,
    unite, vindicate, accommodate, bankroll, fund, finance, please, delight, uplift, play into""",
    down="""abandon, alienate, anger, attack, bankrupt, besiege, betray, bleed, box in, burden, cheat,
    confront, constrain, contain, corner, cripple, crush, damage, decimate, defeat, demoralize,
    deprive, destabilize, devastate, disadvantage, disarm, discredit, disempower, divide,
    embarrass, emasculate, encircle, endanger, enfeeble, exhaust, expose, frustrate, hamstring,
    handicap, harm, hinder, humble, humiliate, hurt, imperil, impoverish, injure, intimidate,
    isolate, marginalize, menace, neuter, oppress, ostracize, outmaneuver, overwhelm, penalize,
    plague, punish, pressure, rob, ruin, sacrifice, sanction, sap, scare, shame, sideline, split,
    squeeze,
    strain, strand, subjugate, terrify, threaten, topple, trap, undercut, undermine, unsettle,
    victimize, weaken, wound""",
)

# A subject that itself becomes more or less.
CHANGE_VERBS: Mapping[str, int] = _signed(
    up="""accelerate, accrue, accumulate, advance, appear, appreciate, arise, balloon, begin, bloom,
    blossom, boom, bounce back, bourgeon, broaden, build up, burgeon, climb, come back, continue,
    convalesce, deepen, develop, double, emerge, endure, erupt, escalate, expand, explode, extend,
    firm, flare, flare up, flourish, gain, go up, grow, harden, heal, heighten, hold, improve,
    increase, intensify, jump, last, leap, lengthen, lift, mount, multiply, mushroom, open, peak,
    persist, pick up, prevail, proliferate, prosper, rally, rebound, recover, reemerge, reopen,
    resume, return, revive, rise, rocket, shoot up, skyrocket, snowball, soar, spike, spiral, spread,
    start, strengthen, succeed, surge, survive, swell, thrive, tighten, triple, triumph, widen,
    win, worsen""",
    down="""abate, atrophy, backfire, break, break down, cease, close, collapse, contract, cool, crash,
    crater, crumble, crumple, decay, decline, decrease, depreciate, deteriorate, die, die down,
    dim, diminish, disappear, disintegrate, dissipate, dissolve, dive, drop, dry up, dwindle, ease,
    ebb, end, erode, evaporate, expire, fade, fail, fall, fall apart, falter, fizzle, flag, flounder,
    founder, fracture, fragment, freeze, give way, go down, halt, halve, implode, languish, lapse,
    lessen, lose, narrow, nosedive, perish, plateau, plummet, plunge, recede, relax, relent, retreat,
    sag, shrink, shrivel, sink, slacken, slide, slip, slow, slow down, slump, soften, splinter,
    sputter, stagnate, stall, starve, stop, stumble, subside, suffer, thin, tumble, unravel, vanish,
    wane, weaken, wear off, wilt, wither""",
)

CHANGE_ADJECTIVES: Mapping[str, int] = _signed(
    up="""abundant, added, additional, ascendant, better, bigger, bolder, booming, brighter, broader,
    costlier, closer, deeper, dearer, deadlier, denser, emboldened, empowered, enhanced, escalating,
    expanded, expanding, expensive, extended, extra, faster, fiercer, firmer, fresh, fuller, greater,
    growing, harder, harsher, healthier, heavier, heightened, high, higher, hotter, improved,
    improving, increased, increasing, intensified, intensifying, larger, longer, louder, more,
    mounting, new, overwhelming, prolonged, prosperous, quicker, record, reinforced, renewed,
    resurgent, richer, rising, safer, sharper, soaring, spiking, spiralling, stable, steeper,
    sterner, stiffer, stricter, strong, stronger, surging, swelling, swifter, taller, tighter,
    tougher, unified, united, warmer, wealthier, wider, widening, worse, worsening, worsened""",
    down="""absent, ailing, beleaguered, bleaker, brittle, broken, calmer, cheaper, colder, collapsing,
    crippled, crumbling, cut, damaged, dearth, declining, decreased, deficient, degraded, depleted,
    destroyed, deteriorating, diminished, diminishing, dwindling, ebbing, emptier, eroded, eroding,
    fading, failed, failing, faltering, feebler, fewer, flagging, fractured, fragile, halted, inadequate,
    insufficient, isolated, lacking, lesser, less, limited, lighter, little, looser, lost, low, lower,
    meager, milder, missing, narrower, paralyzed, poorer, precarious, quieter, reduced, scarce, scarcer,
    shaky, shallower, shorter, shrinking, sinking, slackening, slower, slowing, slumping, smaller,
    softer, stagnant, stalled, thinner, tumbling, undermined, unstable, vanishing, waning, weak,
    weakened, weakening, weaker, worthless, plunging, falling, shattered, trapped, cornered, crumpled""",
)

NEGATORS: frozenset[str] = frozenset(
    _words(
        """not, n't, n’t, never, no, none, nobody, nothing, neither, nor, nowhere, hardly, scarcely,
        barely, without, cannot, seldom, rarely, little"""
    )
)
HEDGES: frozenset[str] = frozenset(
    _words(
        """may, might, could, perhaps, possibly, probably, likely, unlikely, maybe, apparently,
        allegedly, reportedly, seemingly, presumably, supposedly, arguably, conceivably, potentially,
        appear, seem, suggest, tend, suspect, suppose, doubt, unclear, uncertain, purportedly,
        ostensibly, plausibly, risk, possible, probable, potential, speculate, guess, assume"""
    )
)

# What a source does with the content: verbs and nouns that introduce it, by lemma.
_ASSERTS = """accuse, acknowledge, add, admit, advise, affirm, agree, allege, analyze, announce,
    answer, argue, articulate, assert, assess, assume, assure, attest, aver, avow, believe, blame, blog,
    boast, brag, calculate, call, caution, certify, charge, chronicle, cite, claim, comment, complain,
    concede, conclude, condemn, confess, confide, confirm, conjecture, consider, contend, counter, cry,
    declare, decide, decree, deem, depict, describe, detail, determine, diagnose, disclose, discover,
    document, elaborate, emphasize, estimate, exclaim, expect, explain, express, fear, find,
    forecast, foresee, frame, fret, guess, hear, highlight, hint, hold, imagine, imply, indicate,
    infer, inform, insinuate, insist, intimate, joke, judge, know, label, lament, learn, lecture, maintain,
    mention, mourn, mutter, narrate, note, notice, notify, observe, opine, outline, point out, ponder,
    portray, post, posit, predict, preach, proclaim, profess, project, promise, pronounce, protest, prove,
    publish, quip, quote, reaffirm, realize, reason, reassure, recall, reckon, recognize, recount,
    reflect, regard, reiterate, relate, remark, remember, remind, repeat, reply, report, respond, restate,
    retort, reveal, say, see, sense, shout, show, signal, specify, speculate, state, stipulate, stress,
    submit, suggest, summarize, surmise, suspect, swear, tell, testify, theorize, think, threaten, tout,
    tweet, underline, underscore, understand, venture, view, voice, volunteer, vow, warn, whisper, worry,
    write, accusation, allegation, announcement, argument, assertion, assessment, assurance, belief,
    claim, comment, conclusion, confirmation, contention, declaration, disclosure, estimate,
    finding, forecast, hint, insistence, notion, opinion, pledge, prediction, rumor, speculation,
    statement, suggestion, suspicion, testimony, theory, threat, view, warning, pledge, guarantee, idea"""
_DENIES = """deny, denial, contradict, disavow, discount, dismiss, dismissal, dispute, disclaim,
    disprove, doubt, debunk, negate, rebut, rebuttal, rebuff, refute, reject, rejection, repudiate, ridicule,
    rubbish, scoff, deride, rule out, play down, downplay"""
_ASKS = """ask, enquire, inquire, interrogate, query, question, wonder, quiz"""
_WANTS = """advocate, aim, appeal, appeal for, aspire, back, beg, beseech, bid, call for, call on, command,
    demand, desire, dream, encourage, exhort, hope, implore, instruct, intend, invite, lobby, long,
    need, offer, order, plan, plead, prefer, press, propose, proposal, push for, recommend,
    recommendation, request, require, seek, urge, want, wish"""
CUES: Mapping[str, str] = {
    **dict.fromkeys(_words(_ASSERTS), "asserts"),
    **dict.fromkeys(_words(_DENIES), "denies"),
    **dict.fromkeys(_words(_ASKS), "asks"),
    **dict.fromkeys(_words(_WANTS), "wants"),
}

_OPPOSITES = """accept reject, accidental deliberate, accelerate slow, active passive, add remove, admit deny,
    advance retreat, agree disagree, allow forbid, ally enemy, alive dead, alone together, ally foe,
    approve disapprove, arm disarm, arrive leave, attack defend, ban allow, begin end, benefit harm,
    better worse, big small, boost curb, brave cowardly, build destroy, buy sell, calm tense,
    cause prevent, certain uncertain, cheap expensive, close open, closed open, complete partial,
    confirm deny, continue stop, cooperate compete, correct wrong, create destroy, credible implausible,
    cut raise, dangerous safe, decline grow, decrease increase, deliberate unintended, deploy withdraw,
    deter provoke, easy hard, effective ineffective, embolden deter, empty full, enable prevent,
    encourage discourage, enemy friend, escalate deescalate, expand contract, expand shrink, fail succeed,
    failure success, fall rise, false true, fast slow, fewer more, first last, foreign domestic,
    free captive, freeze thaw, friendly hostile, gain lose, genuine fake, give take, good bad,
    guilty innocent, healthy sick, heavy light, help hinder, help hurt, high low, higher lower, honest
    dishonest, hot cold, illegal legal, illegitimate legitimate, improve worsen, increase reduce,
    inside outside, join leave, just unjust, keep abandon, lawful unlawful, less more, lift impose,
    lose win, loss gain, loyal disloyal, major minor, maximum minimum, military civilian, necessary
    unnecessary, new old, normal abnormal, obey defy, offensive defensive, peace war, permanent temporary,
    planned spontaneous, plausible implausible, popular unpopular, possible impossible, praise condemn,
    prevent cause, private public, profit loss, protect endanger, prove disprove, provoked unprovoked,
    public secret, raise lower, rational irrational, real fake, release detain, reliable unreliable,
    resume suspend, reveal conceal, rich poor, right wrong, sabotage accident, safe unsafe, secure
    insecure, seize release, start stop, stay leave, strengthen weaken, stronger weaker, strong weak,
    support oppose, sure unsure, surplus shortage, surrender resist, tighten loosen, transparent opaque,
    trust distrust, truth lie, unite divide, united divided, unify fracture, up down, victory defeat,
    voluntary forced, violate respect, wide narrow, willing unwilling, wise foolish, withdraw remain"""


def _both_ways(text: str) -> Mapping[str, str]:
    """Each pair in both directions; of a word with several opposites the first one listed counts."""
    found: dict[str, str] = {}
    for entry in _words(text):
        left, right = entry.split()
        found.setdefault(left, right)
        found.setdefault(right, left)
    return found


ANTONYMS: Mapping[str, str] = _both_ways(_OPPOSITES)
