"""Our own sentences with the causal claim that a reader would see: marked text, sign, mode, hedged."""

CLAIMS = [
    # verb with subject and object
    ("[The strike]{cause} [raised]{signal} [oil prices]{effect}.", 1, "asserted", False),
    ("[Sanctions]{cause} [weakened]{signal} [the currency]{effect}.", -1, "asserted", False),
    ("[The new tariffs]{cause} [fuelled]{signal} [inflation in the north]{effect}.", 1, "asserted", False),
    ("[The drought]{cause} [destroyed]{signal} [the wheat harvest]{effect} last summer.", -1, "asserted", False),
    ("[The blockade]{cause} is [crippling]{signal} [the island's economy]{effect}.", -1, "asserted", False),
    ("[That]{cause} [helps]{signal} [Orsan]{effect}.", 1, "asserted", False),
    ("[This]{cause} has [emboldened]{signal} [the rebels]{effect}.", 1, "asserted", False),
    ("[Cheap imports]{cause} [hurt]{signal} [local farmers]{effect}.", -1, "asserted", False),
    ("[The ceasefire]{cause} will [strengthen]{signal} [the coalition]{effect}.", 1, "asserted", False),
    ("[Bombing the dam]{cause} [gives]{signal} [the generals a new excuse]{effect}.", 1, "asserted", False),
    ("[The scandal]{cause} [cost]{signal} [the party its majority]{effect}.", -1, "asserted", False),
    # verb and preposition
    ("[The closure]{cause} [led to]{signal} [a shortage of grain]{effect}.", 1, "asserted", False),
    ("[The talks]{cause} [resulted in]{signal} [a fragile truce]{effect}.", 1, "asserted", False),
    ("[Poor planning]{cause} [contributed to]{signal} [the collapse of the bridge]{effect}.", 1, "asserted", False),
    ("[The unrest]{effect} [stems from]{signal} [years of neglect]{cause}.", 1, "asserted", False),
    # complements
    ("[The embargo]{cause} [forced]{signal} [Velland to sell its gold]{effect}.", 1, "asserted", False),
    ("[The treaty]{cause} [allows]{signal} [Orsan to rebuild its fleet]{effect}.", 1, "asserted", False),
    ("[The storm]{cause} [caused]{signal} [the roof to collapse]{effect}.", 1, "asserted", False),
    ("[The patrols]{cause} [prevented]{signal} [smugglers from crossing the strait]{effect}.", -1, "asserted", False),
    ("[The attack]{cause} [makes]{signal} [Orsan weaker]{effect}.", 1, "asserted", False),
    ("[The loans]{cause} [enabled]{signal} [the regime to pay its soldiers]{effect}.", 1, "asserted", False),
    ("[A higher wage]{cause} [means]{signal} [fewer workers leave]{effect}.", 1, "asserted", False),
    # passives
    ("[The shortage]{effect} was [caused]{signal} by [the closure of the port]{cause}.", 1, "asserted", False),
    ("[The rally]{effect} was [driven]{signal} by [hopes of a deal]{cause}.", 1, "asserted", False),
    ("[The currency]{effect} has been [weakened]{signal} by [the war]{cause}.", -1, "asserted", False),
    # because and its kin
    ("[Prices fell]{effect} [because]{signal} [demand collapsed]{cause}.", 1, "asserted", False),
    ("[Because]{signal} [the harvest failed]{cause}, [bread prices doubled]{effect}.", 1, "asserted", False),
    ("[The ferry sank]{effect} [because of]{signal} [a leak]{cause}.", 1, "asserted", False),
    ("[Exports dropped]{effect} [due to]{signal} [the strike at the port]{cause}.", 1, "asserted", False),
    ("[As a result of]{signal} [the ban]{cause}, [hundreds of workers lost their jobs]{effect}.", 1, "asserted", False),
    ("[Thanks to]{signal} [the rain]{cause}, [the reservoirs filled]{effect}.", 1, "asserted", False),
    ("[The delay]{effect} is [due to]{signal} [bad weather]{cause}.", 1, "asserted", False),
    ("[The mine flooded]{cause}, [so]{signal} [production stopped]{effect}.", 1, "asserted", False),
    ("[The navy closed the strait]{cause}. [As a result]{signal}, [insurance costs soared]{effect}.", 1, "asserted", False),
    ("[Supply fell]{cause}. [Therefore]{signal}, [prices rose]{effect}.", 1, "asserted", False),
    ("[That]{cause} is [why]{signal} [the minister resigned]{effect}.", 1, "asserted", False),
    # negation
    ("[The raid]{cause} did not [disrupt]{signal} [the flow of weapons]{effect}.", -1, "denied", False),
    ("[The sanctions]{cause} have not [weakened]{signal} [the army]{effect}.", -1, "denied", False),
    ("[Prices rose]{effect} not [because of]{signal} [the drought]{cause}.", 1, "denied", False),
    ("[The wall]{cause} never [stopped]{signal} [the smugglers]{effect}.", -1, "denied", False),
    ("[That]{cause} helps Orsan, not [Velland]{effect}.", 1, "denied", False),
    # no effect
    ("[The barrier]{cause} failed to [prevent]{signal} [the flood]{effect}.", 0, "asserted", False),
    ("[The ban]{cause} [had no effect]{signal} on [prices]{effect}.", 0, "asserted", False),
    ("[The subsidy]{cause} [made no difference]{signal} to [output]{effect}.", 0, "asserted", False),
    # conditionals and threats
    ("[If]{signal} [the port closes]{cause}, [prices will rise]{effect}.", 1, "conditional", False),
    ("[Prices will fall]{effect} [if]{signal} [the embargo ends]{cause}.", 1, "conditional", False),
    ("[The village will starve]{effect} [unless]{signal} [aid arrives]{cause}.", -1, "conditional", False),
    ("[If]{signal} [the dam had held]{cause}, [the town would have survived]{effect}.", 1, "counterfactual", False),
    ("Velland warned that [it would close the strait]{effect} [if]{signal} [the raids went on]{cause}.", 1, "threat", False),
    ("Economists warned that [prices would rise]{effect} [if]{signal} [the port closed]{cause}.", 1, "conditional", False),
    # hedges
    ("[The strike]{cause} may [anger]{signal} [the allies]{effect}.", 1, "asserted", True),
    ("[The move]{cause} could [trigger]{signal} [a recession]{effect}.", 1, "asserted", True),
    ("[The deal]{cause} appears to [benefit]{signal} [Orsan]{effect}.", 1, "asserted", True),
    ("Perhaps [the scandal]{cause} [hurt]{signal} [the party]{effect}.", -1, "asserted", True),
    # relative clauses and participles
    ("Velland cut [the subsidy, which]{cause} [raised]{signal} [fuel prices]{effect}.", 1, "asserted", False),
    ("[The law]{cause} that [weakened]{signal} [the unions]{effect} was repealed.", -1, "asserted", False),
    ("[The raid failed]{cause}, [undermining trust in the army]{effect}.", 1, "asserted", False),
    ("[The river burst its banks]{cause}, [forcing families to flee]{effect}.", 1, "asserted", False),
    # coordination
    ("The storm raised fuel prices and [lowered]{signal} [exports]{effect}.", -1, "asserted", False),
    ("[The war]{cause} [weakened]{signal} the currency and [the banks]{effect}.", -1, "asserted", False),
    # means
    ("Orsan helps the rebels by [arming their fighters]{cause}.", 1, "asserted", False),
    # nouns of effect
    ("[The drought]{cause} is the [cause]{signal} of [the famine]{effect}.", 1, "asserted", False),
    ("[The verdict]{cause} is a [blow]{signal} to [the opposition]{effect}.", -1, "asserted", False),
    ("[The embargo]{cause} [had a devastating effect]{signal} on [harvests]{effect}.", -1, "asserted", False),
    ("[Corruption]{cause} is [responsible]{signal} for [the collapse]{effect}.", 1, "asserted", False),
    # inside reports
    ("The minister said that [the embargo]{cause} had [raised]{signal} [food prices]{effect}.", 1, "asserted", False),
    ("The minister denied that [the embargo]{cause} had [raised]{signal} [food prices]{effect}.", 1, "denied", False),
    ("Critics blame [the embargo]{cause} for [the shortage]{effect}.", 1, "asserted", False),
    # a change after a happening
    ("[Oil prices are spiking]{effect} [after]{signal} [the bombing]{cause}.", 1, "asserted", False),
    ("[Exports fell]{effect} [after]{signal} [the port closed]{cause}.", 1, "asserted", False),
    # means, gifts, traps
    ("[The speech]{cause} has the party [trapped]{signal}.", -1, "asserted", False),
    ("[This]{cause} [ensures]{signal} [the rebels stay armed]{effect}.", 1, "asserted", False),
    ("[The harvest]{effect} [depends]{signal} on [the rain]{cause}.", 1, "asserted", False),
    ("[Orsan surrendered]{effect} [out of]{signal} [fear]{cause}.", 1, "asserted", False),
    # conditions without "if"
    ("[Had]{signal} [the dam held]{cause}, [the town would be dry today]{effect}.", 1, "counterfactual", False),
    ("[Should]{signal} [the talks fail]{cause}, [prices will rise]{effect}.", 1, "conditional", False),
    ("[Without]{signal} [the wall]{cause}, [the town would have drowned]{effect}.", -1, "counterfactual", False),
    ("[If]{signal} [the ship leaves]{cause}, [Orsan will seize it]{effect}.", 1, "threat", False),
    ("[Grain prices]{effect} did not rise [because of]{signal} [the closure]{cause}.", 1, "denied", False),
    ("[The closure]{cause} would [lower]{signal} [exports]{effect}.", -1, "asserted", False),
    ("[The queues]{cause} [brought down]{signal} [the cabinet]{effect}.", -1, "asserted", False),
    # the loss of …
    ("[The closure]{cause} [caused]{signal} [the loss of a hundred jobs]{effect}.", 1, "asserted", False),
]  # fmt: skip

NOTHING = [
    "The minister opened the new hospital on Monday.",
    "The army launched the raid in order to weaken the rebels.",
    "Did the strike raise oil prices?",
    "Velland wants to weaken the alliance.",
    "The two ships left the harbour at dawn.",
    "She said the talks would begin on Friday.",
    "The plan to reduce emissions was published yesterday.",
    "She left the town after the strike.",
    "The ferry is due to leave at noon.",
    "The Tarn shipyard makes the fastest boats in the region.",
    "The plan to help leaders drive growth was dropped.",
    "He lives in a small village near the border.",
]
