"""Sentences about customers, deals, meetings and money, put together from patterns by chance, always the same
        ones."""

import random
import re

PATTERNS = """
{person} called about {topic}
{person} from {company} asked for {thing} by {date}
{person}, {role} at {company}, wants {thing}
{person} is {feeling} with {topic}
{person} will {act} {day}
we agreed to {act} before {date}
{company} {bought} {product} for {money}
{company} wants to {act}, but {obstacle}
{company} is {size} {industry} company in {place}
{company} is looking for {product}
the deal with {company} is worth {money}
the deal with {company} {outcome} because {reason}
{money} for {product}, paid {period}
the offer for {product} comes to {money} {period}
we {outcome_plain} {company} because {reason}
they chose a competitor because {reason}
the main objection is that {obstacle}
next step: {act} {day}
action item for {person}: {act} by {date}
decision: we {act_plain} {day}
{meeting} with {person} on {date}
{meeting} at {company}: discussed {topic} and {topic2}
notes of {meeting} with {company}: {person} is {feeling} with {topic}, {obstacle}
please {act} by {date}
can you {act} {day}?
could we have {meeting} about {topic} {day}?
who is the {role} of {company}?
which deals with {industry} companies close {day}?
how much did {company} pay for {product}?
when did we last talk to {person} about {topic}?
why did we lose the deal with {company}?
customers who are {feeling} with {topic}
contacts in {place} who work in {industry}
open deals above {money}
overdue tasks about {topic}
I am sorry, {person} is out of the office until {date}
thank you for {thing}, we will look at it {day}
the invoice of {money} is {invoice}
{company} has not paid the invoice of {money}
{company} asked for a discount on {product}
the contract with {company} ends {day}
{company} renewed {product} for another year
{company} cancelled {product} because {reason}
{person} moved from {company} to {company2}
{person} introduced us to {person2}, {role} at {company}
{person} said that {obstacle}
{person} prefers {channel}
{person} did not answer the {channel} of {date}
sent {thing} to {person} by {channel}
left a message for {person} about {topic}
the budget is {money} and the decision falls {day}
{role} of {a_industry} company in {place}
the trial of {product} starts {day}
problem with {topic}: {obstacle}
{person} reported a problem with {topic}
support ticket: questions about {topic}, open since {date}
the customer is {feeling}, {act}
""".strip().splitlines()

CHOICES = {
    "person": """Ada Ahmed Aisha Alba Anna Ben Carla Chen Clara Daniel Diego Elena Emil Eva Felix Fiona Grace Hana
        Hugo
        Ines Ivan Jana Jonas Julia Karim Kofi Lara Leon Luis Maja Marco Maria Mina Nadia Noah Nora Olga Omar Oscar
        Paul
        Pia Priya Rafael Rosa Ruth Sam Sara Simon Sofia Tara Theo Tom Vera Victor Yara Yusuf""".split(),
    "company": [f"{first} {second}" for first in """Amber Birch Cedar Copper Coral Delta Falcon Granite Harbor Linden
        Maple Nimbus Oak Pine Quartz River Silver Summit Willow""".split() for second in """Systems Labs Trading
        Industries Tools Freight Logistics Health Clinics Capital Insurance Foods Bakery Energy Solar""".split()],
    "role": """buyer; head of purchasing; chief executive; managing director; finance director; chief technology
        officer;
        head of sales; office manager; operations manager; marketing manager; project manager; lawyer; accountant;
        owner;
        engineer; head of IT; assistant; consultant; product manager; human resources manager; warehouse manager""",
    "size": "a small; a large; a growing; a family-owned; a young; an old; a listed; a mid-sized; a foreign",
    "industry": """software; retail; manufacturing; logistics; healthcare; insurance; banking; food; energy;
        construction;
        travel; hotel; education; pharmaceutical; publishing; automotive; telecom; legal; farming; real estate""",
    "place": """Lisbon; Porto; Berlin; Hamburg; Leeds; London; Lyon; Paris; Utrecht; Boston; Denver; Toronto; Bergen;
        Madrid;
        Milan; Vienna; Zurich; Dublin; Warsaw; Chicago; New York; Singapore; the north; the south; another country""",
    "product": """the yearly licence; the support plan; twenty seats; the starter package; the premium plan;
        consulting;
        training for the team; the new scanners; spare parts; the maintenance contract; a data export; the
        integration;
        cloud storage; a website; the machines; office furniture; a pilot project; the mobile app; cleaning; the
        upgrade;
        delivery vans; solar panels; packaging; laboratory equipment; accounting software; an insurance policy""",
    "topic": """the price; the delivery date; the contract; payment terms; data protection; the integration with their
        accounts; onboarding; the user interface; the last invoice; missing features; the quality of support; slow
        pages;
        the discount; the migration of old data; the renewal; security; the warranty; a late shipment; a damaged
        parcel;
        the timeline; the budget; user training; backups; the login; password resets; reports; the roadmap; a refund;
        the hardware; staff changes; the tender; references; the pilot; the service level; opening hours; the
        merger""",
    "thing": """a quote; a demo; a price list; the signed contract; a reference; the invoice; a sample; a proposal;
        a call back; the slides; a summary of the meeting; the technical documentation; a discount; an extension;
        a copy of the agreement; the security questionnaire; a visit; the delivery note; the terms of payment; a
        refund""",
    "feeling": """happy; unhappy; very satisfied; annoyed; worried; interested; impressed; disappointed; curious;
        angry;
        not convinced; pleased; impatient; undecided; grateful; confused; excited; bored; surprised; upset""",
    "act": """send the contract; call back; prepare a quote; book a demo; check the stock; ask the lawyers; fix the
        login;
        write a summary; raise the price; lower the price; sign the agreement; pay the invoice; cancel the order;
        renew the licence; compare the offers; talk to the board; change the address; ship the goods; arrange a visit;
        hire a consultant; test the prototype; update the forecast; close the account; return the goods; start the
        pilot;
        plan the training; move the meeting; collect feedback; review the numbers; invite the whole team; extend the
        trial;
        replace the machine; split the payment; open a new branch; switch suppliers; delay the launch; approve the
        budget""",
    "obstacle": """the price is too high; there is no budget this year; the board has not decided; legal needs more
        time;
        a feature is missing; they already have a supplier; the timing is wrong; nobody answers the phone; the stock
        is low;
        the delivery was late; the page does not load; the numbers do not add up; the key person left; security has
        doubts;
        the integration fails; the quality dropped; the team is too small; they need it sooner; they want a longer
        trial;
        the terms are unclear; the old contract still runs; the invoice was wrong; the competitor is cheaper""",
    "reason": """the price was too high; we answered fast; the competitor was cheaper; they trust us; support was
        slow;
        a feature was missing; the budget was cut; the product fits; the demo went well; nobody followed up; they
        merged
        with another company; the contact left; the delivery came late; our references were good; they built it
        themselves;
        the terms were flexible; the project was stopped; they needed it sooner; the quality was poor; the pilot
        succeeded""",
    "outcome": "was won; was lost; is stuck; closed early; slipped to next quarter; grew; shrank; was postponed",
    "outcome_plain": "won; lost; nearly lost; won back",
    "bought": "bought; ordered; leased; rejected; tested; returned; wants; paid for; extended; reduced; considers",
    "act_plain": """raise prices; start the pilot; use the blue design; drop the feature; hire two people; move to
        the new
        office; offer a discount; choose the cheaper supplier; meet every week; stop the campaign; ship in two parts;
        keep the current plan; test with five customers; postpone the launch; build the app ourselves""",
    "meeting": """a meeting; a call; a video call; lunch; a demo; the kick-off meeting; a workshop; the quarterly
        review;
        a visit; the weekly call; an interview; a negotiation; the board meeting; coffee; a training session""",
    "date": """Monday; Tuesday; Wednesday; Thursday; Friday; next week; next month; the end of the month; the end of
        the year;
        3 April; 12 June; 21 September; 5 November; the holidays; the audit; the next board meeting; the second
        quarter;
        January; March; May; July; yesterday; last week; the spring; the launch; 2026-02-14; noon""",
    "day": """tomorrow; today; on Monday; on Tuesday; on Wednesday; on Thursday; on Friday; next week; next month;
        this quarter; next quarter; by the end of the month; by the end of the year; in two weeks; in January; in
        March;
        in May; in July; in September; in November; on the 3rd of April; on 12 June; after the holidays; this
        afternoon;
        yesterday; last week; last month; last year; in the spring; within three days; before the audit""",
    "channel": "e-mail; phone; text message; letter; chat; post",
    "invoice": "overdue; paid; open; disputed; late; wrong; due next week; three weeks overdue; partly paid",
    "period": "monthly; yearly; once; in advance; in three parts; after delivery; each quarter; within thirty days",
}


def invented(count):
    """Returns so many sentences, fewer when chance repeats itself."""
    chance = random.Random(2)
    choices = {name: entries if isinstance(entries, list) else [" ".join(entry.split()) for entry in
    entries.split(";")]
               for name, entries in CHOICES.items()}
    found = {fill(chance.choice(PATTERNS), choices, chance): None for _ in range(count)}
    return list(found)


def fill(pattern, choices, chance):
    """Returns a pattern with a choice in each place."""

    def chosen(match):
        name = match[1].rstrip("2")
        if name == "money":
            return money(chance)
        if name == "a_industry":
            industry = chance.choice(choices["industry"])
            return f"{'an' if industry[0] in 'aeiou' else 'a'} {industry}"
        return chance.choice(choices[name])

    text = re.sub(r"\{(\w+)\}", chosen, pattern)
    if chance.random() < 0.5:
        text = text[0].upper() + text[1:] + ("" if text.endswith("?") else ".")
    return text


def money(chance):
    """Returns an amount as people write one."""
    number = chance.choice((1, 2, 3, 4, 5, 6, 8, 9)) * 10 ** chance.randint(1, 6) // chance.choice((1, 2))
    return chance.choice((
        f"{number} euros", f"€{number:,}", f"{number:,} EUR", f"${number:,}", f"{number} dollars", f"£{number:,}",
        f"{max(1, number // 1000)}k", f"about {number:,} pounds", f"{max(1, number // 1000)} thousand"))
