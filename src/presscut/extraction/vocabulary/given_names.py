"""What people are called by their parents: the given names that bylines begin with, in the languages of the corpora.

A name that stands alone, without "by" or a class that says so, is told from a section or a tag by its first word: few
sections begin with "Juliane". Names that are frequent, of the old as well as of the young, in small letters and without accents.
Left out is what is a word or a place as well: "May", "Will", "Mark", "Grant", "Grace", "Hope", "Christian", "Georgia".
"""

from __future__ import annotations

from typing import Final

_ENGLISH = (
    "aaron abby abigail adam adrian adrienne aidan aimee alan albert alec alex alexa alexander alexandra alexis alfred ali alice alicia alison allan "
    "allen allison alyssa amanda  amelia amy andre andrea andrew andy angela angelica angie anita ann anna anne annette annie anthony antonia "
    "april arthur ashlee ashley audrey austin barbara barry beatrice becca becky ben benjamin bernadette bernard beth bethany betsy betty beverly bob "
    "bobby bonnie brad bradley brandon breanna brenda brendan brett brian brianna bridget brittany brooke bruce bryan bryce caitlin caleb calvin "
    "cameron candace cara carl carla carmen carol caroline carolyn carrie casey cassandra cassidy catherine cathy cecilia chad charles charlie charlotte chelsea "
    "cheryl chloe chris christina christine christopher cindy claire clara claudia colin colleen connor corey cory courtney craig  curtis cynthia "
    "daisy damian damien dan dana daniel danielle danny daphne darren dave david  deanna debbie deborah debra declan denise dennis derek diana diane dominic "
    "don donald donna doris dorothy doug douglas duncan dustin dylan ed eddie edgar edward edwin eileen elaine eleanor elena eli elisa elizabeth ella ellen "
    "elliot elliott emily emma eric erica erik erika erin ethan eugene eva evan evelyn felicia finn fiona frances francis frank fred frederick gabby gabriel gabriella gareth "
    "gary gavin geoff geoffrey george gerald gerard gillian gina glen glenn gloria gordon graham greg gregory gwen hannah harold harriet harry hayley heather "
    "heidi helen helge henry herbert hilary holly howard hugh ian imogen irene isaac isabel isabella isabelle jack jackie jacob jacqueline jaime jake james jamie jan jane "
    "janet janice jared  jason jay jean jeff jeffrey jen jenna jennifer jenny jeremy jerry jess jesse jessica jill jillian jim jimmy joan joanna joanne jocelyn jodi "
    "joe joel joey johanna john johnny jon jonathan jose joseph josh joshua joyce juan judith judy julia julian juliana julie juliet  justin kaitlyn kara karen karl "
    "kate katelyn katharine katherine kathleen kathryn kathy katie katrina kayla keith kelly kelsey ken kendall kenneth kenny kerry kevin kim kimberly kirsten kirsty "
    "kristen kristin kristina kristine kurt kyle lance larry laura lauren laurie lawrence leah lee leo leon leonard leslie lewis liam lillian lily linda lindsay "
    "lindsey lisa liz logan lorraine louis louise lucas lucy luke lydia lynn mackenzie maddie madeline  maggie malcolm marc marcus margaret maria marian marianne marie "
    "marilyn marissa marjorie marlene martha martin marvin mary mathew matt matthew maureen maurice megan meghan melanie melinda melissa meredith mia michael michaela "
    "michele michelle miguel mike mindy miranda miriam mitchell molly monica morgan myles nadia nancy naomi natalie natasha nathan nathaniel neil nicholas nick nicola nicole "
    "nigel nina noah noel nora norman olivia oliver owen paige pamela patricia patrick paul paula pauline peggy penny perry pete peter phil philip phillip phoebe phyllis "
    "polly priscilla rachael rachel ralph randy raymond rebecca regina renee rhiannon rhonda richard rick ricky riley rob robert roberta robin rodney roger ronald ronnie rory "
    "rosemary rosie ross roxanne roy russell ruth ryan sabrina sally sam samantha samuel sandra sandy sara sarah  scott sean seth shane shannon sharon shaun shawn "
    "sheila shelby shelley sheri sherry shirley sidney sierra simon sonia sophia sophie spencer stacey stacy stan stanley stella stephanie stephen steve steven stewart stuart sue "
    "susan suzanne sylvia tamara tammy tanya tara taylor ted terence teresa terri terry thelma theodore theresa thomas tiffany tim timothy tina todd tom tommy toni tony tracey "
    "tracy travis trevor tricia tristan troy tyler tyrese valerie vanessa vera vernon veronica vicki vicky victor victoria vincent virginia vivian walter wanda warren wayne wendy wesley whitney "
    "william wyatt yolanda yvonne zach zachary zoe"
)  # fmt: skip
_GERMAN = (
    "achim albrecht alina andreas anette anika anja anke annegret annika antje armin astrid axel bastian beate bernd bernhard berthold bettina birgit birte bjorn bodo "
    "britta burkhard carolin carsten christa christiane christof christoph claus constanze corinna cornelia dagmar daniela detlef dieter dietmar dietrich dirk doreen dorothea eberhard eckart "
    "eckhard elfriede elisabeth elke erich ernst esther eva-maria fabian felix ferdinand florian franziska friederike friedrich fritz gabi gabriele georg gerd gerhard gerrit gisela gottfried gregor gudrun guido gunter gunther "
    "hanna hannes hanno hans hans-jurgen hans-peter harald hartmut heike heiko heiner heinrich heinz helena helga helmut hendrik henning henrik henrike herbert hermann hilde hildegard holger horst hubert ilka ilona ilse ines ingo "
    "ingrid inka iris isabell jakob jana jens jochen jonas jorg jorn josef judith julia juliane jurgen jutta kai karin karl-heinz karsten kathrin katja katrin kerstin kirstin klaas klara klaus konrad konstantin kristian kristina lars lasse lena leonie "
    "lothar ludwig lukas lutz magdalena maike maja manfred manuela marcel mareike margit margot marie markus marlies martina mathias matthias maximilian melanie michael mira mirjam monika moritz nadine nadja nele nico nicolas niels nils norbert "
    "ole olaf oskar otto patrizia petra philipp rainer ralf regine reiner reinhard reinhold renate rolf roland roswitha rudiger rudolf sabine sascha sebastian siegfried sigrid silke silvia simone sofie sonja stefan stefanie steffen stephan susanne "
    "svenja sven swantje tanja tatjana thilo thomas thorsten til till timo tina tobias torben torsten ulf uli ulrich ulrike ursula ute uta uwe veit vera verena viktor volker volkmar waltraud werner wiebke wilhelm wolf wolfgang wolfram yvonne"
)  # fmt: skip
_ROMANCE = (
    "adele adrien agnes alain alba alban alberto alejandra alejandro alessandra alessandro alessia alessio alexandre alexia alfonso alfredo alonso alvaro amandine ana anais anabel andres angel angelo anne-marie antoine antonella antonio arnaud "
    "arturo aurelie aurelien baptiste beatriz benedetta benoit bernardo bertrand bianca blanca brigitte bruno camila camille carlo carlos carolina cecile celia celine cesar chantal charlene chiara christelle christophe clement clementine coralie corentin cristian "
    "cristiano cristina damiano daniele davide delphine didier diego dominique edith eduardo elisabetta elodie emanuele emilia emilie emilio emmanuel emmanuelle enrico enrique enzo ernesto esteban estelle etienne fabiana fabien fabienne fabio fabrice fabrizio federica federico "
    "felipe fernanda fernando ferran flavia flavio florence florent francesca francesco francisco franck franco francois francoise frederic frederique gabriela gaelle gaetan gerardo giacomo gianluca gilles giorgia giorgio giovanna giovanni giulia giulio giuseppe gonzalo gregoire guillaume guillermo "
    "gustavo guy hector helene henri herve hugo ignacio ilaria inaki ines isidoro ivan jacques javier jean-baptiste jean-claude jean-francois jean-louis jean-luc jean-marc jean-michel jean-paul jean-pierre jerome joana joao joaquin joaquim jonathan jordi jorge josefina josep juan-carlos julien "
    "juliette karine laetitia laurence laurent lea leandro leonardo leticia lionel lorena lorenzo luc luca lucia luciano lucie ludovic luigi luis luisa luiz manon manuel marcela marcello marcelo marco margarita margaux mariana mariano marina mario marta marthe martine massimo mateo mathias mathieu "
    "mathilde matteo mauricio mauro maxime melanie mercedes michel michela mickael mireia monique montserrat muriel myriam nathalie nicolas noemie nuno olivier oscar pablo pascal patricio paola paolo paulo pedro philippe pierre pilar quentin rafael raffaele ramon raphael raquel raul regis remi renato ricardo riccardo "
    "roberto rocio rodrigo rodolfo romain rosa rosario ruben salvatore sandrine santiago sebastien serena sergi sergio severine silvana simona soledad sofia solene stefania stefano stephane susana sylvain sylvie teresa thibault thierry thiago tiago tommaso tomas ugo valentin valentina valeria valerio vicente vincenzo virginie xavier yann yannick yolande yves"
)  # fmt: skip
_NORTHERN_AND_EASTERN = (
    "agata agnieszka aleksandra aleksander aleksandr alexei anastasia anders andrei andrej andrzej anne-mette anneke annelies arnold arvid asser balazs bart bartosz bas bence bengt bert birgitta bo bogdan boris bram camilla cecilie christoffer daan dariusz dejan dmitri dmitry dorota edyta eirik ekaterina elzbieta emil erika "
    "espen ewa eszter floor frida fredrik frode gabor geert gerda gert goran grzegorz gunnar gustav hakan halvard hanne harri heidi hege heikki helle henryk hugo igor ilja inge inger irina iryna ivana jaap jacek jakub janne janusz jaroslav jari jeroen jesper joanna joao joost joris jukka juha juraj kaisa kajsa kamil karolina kasper "
    "katarzyna kjell krzysztof laszlo leif linnea liv ludmila maarten maciej magnus malgorzata malin marcin marek mari marijke mariusz marjan marko martijn mateusz matias matti mette michal mieke mikael mikko mikkel mikhail milan mirja mirko miroslav morten natalia nikita niklas nikola nikolai oksana oleg olga olena ola paivi pavel pawel pekka per petr petri piotr "
    "pieter radek rasmus riikka robin roel rune ruud ryszard sander sanne sergei sergey signe sigurd slawomir snorre stig svetlana sylwia szymon tadeusz tamas tatiana teemu tero thijs tiina timo tomasz tor tord trond ulla urszula vaclav vasil viktoria vladimir vladislav wiktor willem wim wojciech yulia yuri zbigniew zdenek zoltan zsolt zuzana"
)  # fmt: skip
_OF_THE_REST = (
    "abdul abdullah abhishek adeel adel aditya ahmed ahmet aisha ajay akash akira alok amal amina amir amit amrita anand anil anita anjali ankit anna-liisa anup arjun arun asha ashok ashish ayesha ayse aziz babak bilal burak can chandra cheng chen chidi chika daisuke deepak deepika dilip divya ebru elif emre esra farah fatima fatma faisal gaurav "
    "gita hamid hanan haruka hasan hassan hiroshi hussein ibrahim imran ismail jamal jing jyoti kareem kavita kazuo kenji khaled khalid kiran krishna kumar kunal lakshmi layla leila lina mahmoud mahmut manish manoj maryam mayank meera mehmet mehul ming mohamed mohammad mohammed mohan mohit mona muhammad murat mustafa naveen navin neha nguyen "
    "nikhil nisha nitin omar ozgur parveen pooja pradeep prakash pranav prashant prasad priya rahul raj rajesh rajiv ramesh rania ravi ritu rohan rohit sachin saeed samir sandeep sanjay santosh sana saurabh selin shahid shalini shashi shinji shreya shruti siddharth sneha suresh sunil sunita takashi tariq thabo tarun tuan umar usman varun vijay vikas vikram vinay vineet vinod vivek wei "
    "xiao yasmin yosef yuki yusuf zainab zahra ziad"
)  # fmt: skip
GIVEN_NAMES: Final = frozenset(" ".join((_ENGLISH, _GERMAN, _ROMANCE, _NORTHERN_AND_EASTERN, _OF_THE_REST)).split()) - {
    "can",
    "per",
    "ali",
    "ted",
}
